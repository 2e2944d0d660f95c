using System.Text;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Hub.Erasure;
using Hall.Hub.Ratings;
using Hall.Hub.Tokens;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Texts;
using Hall.Web.CommandLine;
using Hall.Web.Tests.Cases;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.Erasure;

/// <summary>
/// One text, one visit, one case or one person erased: unreadable here at once and in every copy, and everything else as it was.
/// </summary>
public sealed partial class ErasureTests : IAsyncLifetime
{
    private static readonly CounterId One = new("1");
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Visit_WithTextsOfEveryKindAndCopiesOfEveryKind_IsUnreadableEverywhereAndNothingElseIs()
    {
        var (gone, kept) = (await VisitAsync("甲"), await VisitAsync("乙"));
        await AuditedAsync();
        List<string> copies = await CopiesAsync();
        Assert.All(Said("甲"), text => Assert.Contains(copies, copy => Readable(copy).Contains(text, StringComparison.Ordinal)));
        var rows = _hub.Get<RatingRowsReader>();
        var wrapped = OldContacts.Wrapped(Path.Combine(_hub.Folder, TextVault.KeysFile), $"ticket/{gone.Value}/%");
        Assert.True(wrapped.Count >= 5);

        var erased = await _hub.Get<ErasureService>().VisitAsync(_hub.Hall, gone, Role.DutyManager);

        Assert.Equal((1, 0), (erased!.Contacts, erased.Plain));
        Assert.Null(await _hub.Get<ErasureService>().VisitAsync(_hub.Hall, new(999_999), Role.DutyManager));
        await Eventually.HoldsAsync(async () => !(await TicketAsync(gone)).Notes.Contains("备注甲"));
        Assert.StartsWith("[已于", Assert.Single((await TicketAsync(gone)).Notes), StringComparison.Ordinal);
        Assert.Equal("备注乙", Assert.Single((await TicketAsync(kept)).Notes));
        var shown = await rows.ReadAsync(_hub.Hall.Id,
            new(ReportSpan.Read(null, null, _hub.Hall.Snapshot.Plan.DayOf(_hub.Hall.Now)).Span, RowSet.Real), 0, 100, null,
            TestContext.Current.CancellationToken);
        Assert.Equal(["评语乙"], shown.Select(row => row.Comment).Where(comment => comment?.StartsWith('[') == false));
        Assert.Equal(2, shown.Count);

        Assert.All(wrapped, key => Assert.False(OldContacts.IsIn(_hub.Folder, key), "A key still stands in a page or a log."));

        // With every key that lies anywhere.
        var keys = OldContacts.KeysIn(_hub.Folder);
        Assert.All(copies.Append(_hub.Folder), copy =>
            Assert.All(Said("甲"), text => Assert.DoesNotContain(text, Readable(copy, keys), StringComparison.Ordinal)));
        Assert.All(Said("乙"), text => Assert.Contains(copies, copy => Readable(copy, keys).Contains(text, StringComparison.Ordinal)));

        var line = await _hub.Get<PeopleStore>().ReadAsync(people => people.Audit.FirstAsync(row => row.Kind == AuditKind.TextErased));
        Assert.Equal((Role.DutyManager, $"demo-small/ticket/{gone.Value}", ""), (line.Actor, line.Subject, line.Detail));
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));
        await _hub.RestartAsync();
        Assert.StartsWith("[已于", Assert.Single((await TicketAsync(gone)).Notes), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));
    }

    [Fact]
    public async Task Text_OneOfAVisit_IsErasedAndItsOthersAreNot()
    {
        var ticket = await VisitAsync("甲");
        var note = _hub.Get<JournalDatabase>().EventsOf(_hub.Hall.Id, "note-taken").Single().Sequence;

        Assert.NotNull(await _hub.Get<ErasureService>().TextAsync(_hub.Hall, note, Role.DutyManager));
        Assert.Null(await _hub.Get<ErasureService>().TextAsync(_hub.Hall, 1, Role.DutyManager));

        Assert.StartsWith("[已于", Assert.Single((await TicketAsync(ticket)).Notes), StringComparison.Ordinal);
        Assert.DoesNotContain("备注甲", Readable(_hub.Folder), StringComparison.Ordinal);
        Assert.Contains("评语甲", Readable(_hub.Folder), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));
    }

    [Fact]
    public async Task Verify_TextThatWasChangedMovedOrWhoseKeyWasTakenAway_IsNamedAndIsNoErasure()
    {
        await VisitAsync("甲");
        await VisitAsync("乙");
        await _hub.App.StopAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));

        // Another's text in an event's place.
        Run("hall.db", "UPDATE journal SET Payload = json_set(Payload, '$.text', "
            + "(SELECT json_extract(Payload, '$.text') FROM journal WHERE Type = 'note-taken' ORDER BY Sequence DESC LIMIT 1)) "
            + "WHERE Sequence = (SELECT MIN(Sequence) FROM journal WHERE Type = 'note-taken')");
        Assert.Contains(VerifyVerb.Faults(_hub.Folder), fault =>
            fault.StartsWith("Texts: 1 texts were changed, moved", StringComparison.Ordinal));

        // A key taken away by hand, and then also an erasure that nobody answers for.
        Run(TextVault.KeysFile, "DELETE FROM keys WHERE Subject = 'care/CP2026-00001' OR Subject LIKE 'care/CP%-00001'");
        Assert.Contains(VerifyVerb.Faults(_hub.Folder), fault =>
            fault.Contains("texts have no key, and nobody erased them", StringComparison.Ordinal));
        Run(TextVault.KeysFile, "INSERT INTO erased SELECT 'demo-small', 'care/' || 'CP' || strftime('%Y', 'now') || '-00001', 739000");
        Assert.Contains(VerifyVerb.Faults(_hub.Folder), fault =>
            fault.Contains("the audit does not say by whom", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verb_WithAndWithoutARunningHub_ErasesByTokenByCaseAndByPerson()
    {
        var (first, second) = (await VisitAsync("甲"), await VisitAsync("乙"));
        var mine = await VisitAsync("丙", HolderHash.Of(_hub.Get<HubSecret>(), _hub.Hall.Id, "G12345678"));
        var token = _hub.Get<TicketTokens>().For(_hub.Hall.Id, first);

        Assert.Equal(0, await HallCommandLine.RunAsync(["erase", "visit", token, "--hall", "demo-small", "--data", _hub.Folder]));
        Assert.Equal(1, await HallCommandLine.RunAsync(["erase", "visit", "nonsense", "--hall", "demo-small", "--data", _hub.Folder]));
        Assert.DoesNotContain("甲", Readable(_hub.Folder), StringComparison.Ordinal);
        Assert.True(await _hub.Get<PeopleStore>()
            .ReadAsync(people => people.Audit.AnyAsync(row => row.Kind == AuditKind.TextErased && row.Actor == "console")));
        using var stranger = await _hub.Visit().PostAsync("/console/erase", ("what", "visit"));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, stranger.StatusCode);

        await _hub.App.StopAsync(TestContext.Current.CancellationToken);
        var asked = Console.In;
        Console.SetIn(new StringReader("ｇ12345678\n"));
        try
        {
            Assert.Equal(0, await HallCommandLine.RunAsync(["erase", "person", "--hall", "demo-small", "--data", _hub.Folder]));
        }
        finally
        {
            Console.SetIn(asked);
        }

        Assert.DoesNotContain("丙", Readable(_hub.Folder), StringComparison.Ordinal);
        Assert.Contains("评语乙", Readable(_hub.Folder), StringComparison.Ordinal);
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));
        Assert.True(second.Value > 0 && mine.Value > 0);
    }

    // A visit with a text of every kind, a case of its bad rating, a complaint and a contact.
    private async Task<TicketId> VisitAsync(string mark, string? holder = null)
    {
        var hall = _hub.Hall;
        if (hall.Snapshot.Counter(One)?.Counter.Teller is null)
        {
            await DoAsync(new OpenCounter(One, new(Role.Teller)));
        }

        var ticket = (await hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None, HolderHash: holder), null,
            TestContext.Current.CancellationToken)).Ticket!.Ticket;
        await DoAsync(new ChangePriority(ticket.Id, new("elderly"), $"照顾{mark}"));
        await DoAsync(new CallTicket(One, ticket.Number, $"点名{mark}"));
        await DoAsync(new StartService(One));
        await DoAsync(new TakeNote(One, $"备注{mark}"));
        await DoAsync(new HoldTicket(One, $"取件{mark}"));
        await DoAsync(new ReturnTicket(One, ticket.Id));
        await DoAsync(new StartService(One));
        await DoAsync(new CompleteService(One));
        await DoAsync(new GiveFeedback(ticket.Id, 1, FeedbackLevel.Dissatisfied, [], $"评语{mark}", FeedbackChannel.QrCode));
        await _hub.Get<CaseMonitor>().OpenCasesAsync(hall);
        Assert.NotNull((await _hub.Get<CaseService>()
            .RegisterAsync(hall, $"标题{mark}", $"投诉{mark}", ComplaintChannel.Phone, null, OldContacts.One, null, ticket.Id)).After);
        return ticket.Id;
    }

    private static IEnumerable<string> Said(string mark) =>
        new[] { "照顾", "点名", "备注", "取件", "评语", "标题", "投诉" }.Select(text => $"{text}{mark}");

    // Until the audit has copied what the journal tells.
    private Task AuditedAsync() =>
        Eventually.HoldsAsync(() => _hub.Get<PeopleStore>()
        .ReadAsync(async people => await people.Audit.CountAsync(row => row.Kind == AuditKind.NumberChosen) == 2));

    private async Task<Hall.Core.Tickets.Ticket> TicketAsync(TicketId ticket) =>
        (await _hub.Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken)).Tickets.Single(one => one.Id == ticket);

    private async Task DoAsync(HallCommand command) =>
        Assert.Null((await _hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken)).Rejection);

    private async Task<List<string>> CopiesAsync()
    {
        var folder = _hub.Folder;
        BackupSet.Make(folder, Path.Combine(folder, "backups", "2026-11-24"), keys: false, _hub.Get<TimeProvider>().GetUtcNow());
        Assert.Equal(0, (await HallProgram.RunAsync("backup", Path.Combine(folder, "carried"), "--data", folder)).Code);
        var before = Directory.CreateDirectory(Path.Combine(folder, "before")).FullName;
        File.Copy(Path.Combine(folder, "carried", "hall.db"), Path.Combine(before, "hall.db"));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "carried"), "text*"));
        return [Path.Combine(folder, "backups", "2026-11-24"), Path.Combine(folder, "carried"), before];
    }

    // Everything that a folder's databases hold and that some key of the hub's folder opens, plain texts included.
    private string Readable(string folder, List<byte[]>? keys = null)
    {
        keys ??= OldContacts.KeysIn(_hub.Folder);
        var all = new StringBuilder();
        foreach (var (name, sql) in new[]
        {
            ("hall.db", "SELECT Payload FROM journal UNION ALL SELECT Comment FROM feedback UNION ALL "
                + " SELECT State FROM openings UNION ALL SELECT Outcome FROM kept_outcomes"),
            ("care.db", "SELECT Body FROM cases UNION ALL SELECT Body FROM complaints UNION ALL SELECT Body FROM outbox"),
                ("people.db", "SELECT Detail FROM audit"),
        }.Where(one => File.Exists(Path.Combine(folder, one.Item1))))
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, name)};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var text = reader.IsDBNull(0) ? "" : reader.GetString(0);
                all.AppendLine(System.Text.RegularExpressions.Regex.Unescape(text.Replace("\\\"", "\"", StringComparison.Ordinal)));
                foreach (var one in TextVault.In(text))
                {
                    var whole = System.Buffers.Text.Base64Url.DecodeFromChars(one.Body);
                    all.AppendJoin('\n', keys.Select(key =>
                        SealedBytes.Open(key, whole, $"text\n{one.Hall}\n{one.Subject}")).OfType<byte[]>().Select(Encoding.UTF8.GetString))
                        .AppendLine();
                }
            }
        }

        return all.ToString();
    }

    private void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hub.Folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0, sql);
    }
}
