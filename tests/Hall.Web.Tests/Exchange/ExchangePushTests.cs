using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Hub.Cases;
using Hall.Hub.Exchange;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Exchange;

/// <summary>The push to a receiver that is really there, over real databases.</summary>
public sealed class ExchangePushTests : IAsyncDisposable
{
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly HubOptions _options;
    private readonly CaseStore _store;
    private readonly ExchangeOutbox _outbox;
    private readonly ExchangeLine _line;
    private readonly ExchangePush _push;

    public ExchangePushTests()
    {
        _options = new HubOptions { DataFolder = _hall.Folder };
        _store = new CaseStore(_options, new StoreFaults(_hall.Alerts));
        _store.Prepare();
        var desk = new CaseService(_store, new ContactCipher(_options), new WorkCalendarFile(_options), new CaseSettingsFile(_options),
            _hall.Halls, new ComplaintPace(_hall.Alerts));
        _outbox = new ExchangeOutbox(_store, desk, new Databases(_hall));
        _line = new ExchangeLine(new HmacExchangeSigner(_options), _hall.Clock);
        _push = new ExchangePush(_outbox, _line, new ExchangeSettingsFile(_options), _hall.Halls, _hall.Alerts, _hall.Clock, _ => { },
            NullLogger<ExchangePush>.Instance);
    }

    [Fact]
    public async Task Push_Ratings_ArriveSignedInTheFieldsOfTheInterfaceOnceEach()
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.VerySatisfied);
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        Assert.Equal(2, await PushAsync(server));
        Assert.Equal(0, await PushAsync(server));
        Assert.Equal(2, server.Asked);
        var first = server.Taken[0];
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(first.Body)!;
        Assert.Equal(("5", "4", "A01", "1", "340705"),
            (fields["satisfaction"], fields["pf"], fields["taskCode"], fields["assessNumber"], fields["areaCode"]));
        var key = Convert.ToBase64String(HMACSHA256.HashData(
            new HmacKey(_options).Bytes, Encoding.UTF8.GetBytes($"{first.Time}\n{first.Body}")));
        Assert.Equal(key, first.Signature);
    }

    [Fact]
    public async Task Push_ComplaintThatIsSettled_ArrivesOnceInTheFieldsOfTableTen()
    {
        await using var server = await ReceivingServer.StartAsync();
        var hall = _hall.Hall;
        var desk = new CaseService(_store, new ContactCipher(_options), new WorkCalendarFile(_options), new CaseSettingsFile(_options),
            _hall.Halls, new ComplaintPace(_hall.Alerts));
        var days = desk.DaysOf(hall.Snapshot.Plan);
        Assert.NotNull(
            (await desk.RegisterAsync(hall, "态度", "态度生硬", ComplaintChannel.Phone, null, new("王小明", "13800001111"), null)).After);
        Assert.Equal(0, await PushAsync(server));
        foreach (var step in new Func<Complaint, CaseAnswer<Complaint>>[]
        {
            one => one.Assign(new("9002"), new("9005"), hall.Now), one => one.Reply(new("9005"), "已当面道歉", hall.Now),
            one => one.Confirm(null, true, "", hall.Now, desk.Rules, days),
        })
        {
            Assert.Null(await desk.StepAsync(hall.Id, "TS2026-00001", step));
        }

        Assert.Equal(1, await PushAsync(server));
        Assert.Equal(0, await PushAsync(server));
        var sent = Assert.Single(server.Taken);
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(sent.Body)!;
        Assert.Equal(("complaint", "态度", "已当面道歉", "9005", ""),
            (sent.Kind, fields["标题"], fields["反馈信息"], fields["承办人"], fields["投诉人"]));
        Assert.DoesNotContain("13800001111", sent.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ReceiverThatIsBusy_IsTriedAgainAfterAPauseThatDoubles()
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        server.Answer(HttpStatusCode.ServiceUnavailable);
        server.Answer(HttpStatusCode.TooManyRequests);
        Assert.Equal(0, await PushAsync(server));
        Assert.Equal(0, await PushAsync(server));
        Assert.Equal(1, server.Asked);
        _hall.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(0, await PushAsync(server));
        _hall.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(0, await PushAsync(server));
        Assert.Equal(2, server.Asked);
        _hall.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await PushAsync(server));
        Assert.Equal((0, 0), await StandingAsync());
    }

    [Fact]
    public async Task Push_NobodyListens_KeepsTheMessageForLater()
    {
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        var nobody = new ExchangeSettings(new Uri("http://127.0.0.1:1/"));
        Assert.Equal(0, await _push.PushAsync(_hall.Hall, nobody, TestContext.Current.CancellationToken));
        Assert.Equal((1, 0), await StandingAsync());
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.ExchangeStuck);
        var due = Assert.Single(await _outbox.DueAsync(_hall.Hall.Id.Value, _hall.Hall.Now.AddMinutes(1)));
        Assert.Equal(1, due.Attempts);
    }

    [Fact]
    public async Task Push_ReceiverHasItAlready_CountsAsSentAndIsNotRepeated()
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        Assert.Equal(1, await PushAsync(server));

        // As after a power cut between the receiver's answer and our note of it.
        await _store.ChangeAsync(async care =>
        {
            (await care.Outbox.SingleAsync()).SentAt = null;
            return true;
        });
        Assert.Equal(1, await PushAsync(server));
        Assert.Equal((1, 1), (server.Duplicates, server.Taken.Count));
        Assert.Equal((0, 0), await StandingAsync());
    }

    [Fact]
    public async Task Push_BadReviewWithoutReasonOrText_IsRefusedBeforeItIsSentAndSaid()
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        server.Answer(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(0, await PushAsync(server));
        Assert.Equal((0, 2), await StandingAsync());
        Assert.Equal(["0", "2"], _hall.Alerts.All.Single(alert => alert.Kind == AlertKind.ExchangeStuck).Arguments);
        Assert.Equal(1, server.Asked);
    }

    [Fact]
    public async Task Push_ReasonThatCameByPhone_LetsTheBadReviewGo()
    {
        await using var server = await ReceivingServer.StartAsync();
        var ticket = await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        Assert.Equal(0, await PushAsync(server));
        await _hall.DoAsync(new ExplainFeedback(ticket, 1, ["213"], "等太久"));
        Assert.Equal(1, await PushAsync(server));
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(Assert.Single(server.Taken).Body)!;
        Assert.Equal(("213", "等太久", "1"), (fields["evalDetail"], fields["writingEvaluation"], fields["assessNumber"]));
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.ExchangeStuck);
    }

    [Theory]
    [InlineData(23.9, false)]
    [InlineData(24.1, true)]
    public async Task Push_MessageThatWaitsForADay_IsAnAlert(double hours, bool raised)
    {
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        var nobody = new ExchangeSettings(new Uri("http://127.0.0.1:1/"));
        await _push.PushAsync(_hall.Hall, nobody, TestContext.Current.CancellationToken);
        _hall.Time.Advance(TimeSpan.FromHours(hours));
        await _push.PushAsync(_hall.Hall, nobody, TestContext.Current.CancellationToken);
        Assert.Equal(raised, _hall.Alerts.All.Any(alert => alert.Kind == AlertKind.ExchangeStuck && alert.Arguments is ["1", "0"]));
    }

    [Fact]
    public async Task Look_SettingsThatCannotBeRead_AreAnAlertUntilTheyAreMended()
    {
        var file = Path.Combine(_hall.Folder, "exchange.json");
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidDataException>(() => _push.LookAsync(TestContext.Current.CancellationToken));
        Assert.Contains(_hall.Alerts.All, alert => alert.Kind == AlertKind.ExchangeStuck);
        File.Delete(file);
        await _push.LookAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.ExchangeStuck);
    }

    [Fact]
    public async Task Push_WithoutAnAddress_SendsAndKeepsNothing()
    {
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        Assert.Equal(0,
            await _push.PushAsync(_hall.Hall, new ExchangeSettingsFile(_options).Current, TestContext.Current.CancellationToken));
        Assert.Equal((0, 0), await StandingAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"address":"file:///etc/passwd"}""")]
    [InlineData("""{"adress":"http://127.0.0.1/"}""")]
    public void Current_FaultySettings_AreAClearFault(string text)
    {
        File.WriteAllText(Path.Combine(_hall.Folder, "exchange.json"), text);
        Assert.Contains("exchange.json", Assert.Throws<InvalidDataException>(() => new ExchangeSettingsFile(_options).Current).Message,
            StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _push.Dispose();
        _line.Dispose();
        await _hall.DisposeAsync();
    }

    private Task<int> PushAsync(ReceivingServer server) =>
        _push.PushAsync(_hall.Hall, new(server.Address, "ybj", "340705"), TestContext.Current.CancellationToken);

    private async Task<(int Waiting, int Refused)> StandingAsync()
    {
        var (waiting, refused, _) = await _outbox.StandingAsync(_hall.Hall.Id.Value);
        return (waiting, refused);
    }

    private sealed record HmacKey(HubOptions Options)
    {
        public byte[] Bytes => SecretFile.ReadOrCreate(Options.DataFolder, HmacExchangeSigner.KeyFile);
    }
}
