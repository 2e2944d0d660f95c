using System.Net;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Hub.Tokens;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.People;

/// <summary>A backup program holds the files beside the journal: what cannot be kept is said, nothing typed is lost, and it goes on
/// afterwards.</summary>
public sealed class LockedStoreTests : IAsyncLifetime
{
    private PeopleHub _hub = null!;
    private string _folder = "";

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync(with: options =>
    {
        _folder = options.DataFolder;
        return options with { StorePatienceSeconds = 1 };
    });

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Complaint_CasesLocked_IsShownAgainAsItWasTypedAndIsTakenAfterwards()
    {
        var phone = _hub.Visit();
        var ticket =
            (await _hub.Hall.ExecuteAsync(new IssueTicket([_hub.Hall.Snapshot.Plan.Configuration.Services[0].Code], PriorityCode.None),
            null, TestContext.Current.CancellationToken)).Ticket!.Ticket.Id;
        var page = $"/t/{_hub.Get<TicketTokens>().For(_hub.Hall.Id, ticket)}";
        (string, string)[] complaint = [("title", "Waited too long"), ("content", "Since nine o'clock"), ("name", "Miss Li"),
            ("telephone", "13800000000")];
        using (Locked("care.db"))
        {
            using var answer = await phone.PostAsync($"{page}/complain", complaint);
            var text = await TextOfAsync(answer);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("没能保存，什么都没有改变。", text, StringComparison.Ordinal);
            Assert.Contains("Waited too long", text, StringComparison.Ordinal);
            Assert.Contains("Since nine o'clock", text, StringComparison.Ordinal);
            Assert.Contains("Miss Li", text, StringComparison.Ordinal);
            Assert.Contains(Alerts, alert => alert is { Kind: AlertKind.StoreUnavailable, Subject: "care.db", Arguments: ["locked"] });
        }

        using var taken = await phone.PostAsync($"{page}/complain", complaint);

        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Single(await _hub.Get<CaseService>().ComplaintsAsync(_hub.Hall.Id, DateTimeOffset.MinValue));
        Assert.DoesNotContain(Alerts, alert => alert.Kind == AlertKind.StoreUnavailable);
    }

    [Fact]
    public async Task ComplaintAtTheKiosk_CasesLocked_IsShownAgainAsItWasTyped()
    {
        var hall = _hub.Hall;
        var address = _hub.Get<ComplaintLinks>().ForKiosk(hall.Id, new KioskId("1"), hall.Snapshot.Plan.DayOf(hall.Now));
        using var locked = Locked("care.db");

        using var answer = await _hub.Visit().PostAsync(address, ("title", "No seats"), ("content", "Nowhere to sit"));
        var text = await TextOfAsync(answer);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Nowhere to sit", text, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AccountsLocked_SaysThatItCouldNotBeSavedAndKeepsTheNumber()
    {
        using var locked = Locked("people.db");

        using var answer = await _hub.Visit().SignInAsync(Role.Teller, "not the password");
        var text = await TextOfAsync(answer);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("It could not be saved; nothing has changed.", text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Role.Teller}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offices_AccountsLocked_RefuseInWordsAndChangeNothing()
    {
        using (Locked("people.db"))
        {
            Assert.Equal(["unkept"], (await _hub.Office.DisableAsync(Role.Administrator, Role.Teller)).Faults);
            Assert.Equal("unkept", await _hub.Get<ScreenService>().ShutOutAsync(Role.Administrator, "any"));
        }

        Assert.False(_hub.Get<PeopleRegister>().FindStaff(Role.Teller)!.Disabled);
        Assert.Empty((await _hub.Office.DisableAsync(Role.Administrator, Role.Teller)).Faults);
    }

    [Fact]
    public async Task Alert_FileCanBeWrittenAgainAndNobodyChangesIt_GoesByItself()
    {
        using (Locked("people.db"))
        {
            Assert.Equal(["unkept"], (await _hub.Office.DisableAsync(Role.Administrator, Role.Teller)).Faults);
            Assert.Contains(Alerts, alert => alert is { Kind: AlertKind.StoreUnavailable, Subject: "people.db" });
        }

        await Eventually.HoldsAsync(() => Alerts.All(alert => alert.Kind != AlertKind.StoreUnavailable));
    }

    [Fact]
    public async Task Photo_AccountsGone_IsAPageInWordsAndNoEmptyOne()
    {
        var visitor = await _hub.SignedInAsync(Role.Administrator);
        await using (var accounts = new SqliteConnection($"Data Source={Path.Combine(_folder, "people.db")};Pooling=False"))
        {
            await accounts.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = accounts.CreateCommand();
            command.CommandText = "ALTER TABLE people RENAME TO gone";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        using var answer = await visitor.GetAsync($"/photo/{Role.Teller}");
        var text = await TextOfAsync(answer);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("This did not work", text, StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
    }

    private IReadOnlyList<HubAlert> Alerts => _hub.Get<HubAlerts>().All;

    private static async Task<string> TextOfAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    // As a backup program does that copies the file under a lock.
    private SqliteConnection Locked(string file)
    {
        var backup = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Pooling=False;Default Timeout=30");
        backup.Open();
        using var command = backup.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return backup;
    }
}
