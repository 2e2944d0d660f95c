using System.Text;
using Hall.Core.Events;
using Hall.Hub.Accounts;
using Hall.Hub.Backups;
using Hall.Hub.Erasure;
using Hall.Hub.Hosting;
using Hall.Hub.Ratings;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Hall.Storage.Upgrades;
using Hall.Web.CommandLine;
using Hall.Web.Composition;
using Hall.Web.Tests.Cases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Erasure;

/// <summary>The upgrade of a hall whose files hold plain texts.</summary>
public sealed partial class ErasureTests
{
    private const string Files = "hall.db care.db people.db";

    [Fact]
    public async Task Start_FilesOfAnOlderVersion_SealsEveryTextTellsTheAuditAndTheyCanBeErased()
    {
        var (gone, kept) = (await VisitAsync("甲"), await VisitAsync("乙"));
        await AuditedAsync();
        await AsOfBeforeAsync();
        Assert.True(OldContacts.IsIn(_hub.Folder, Encoding.UTF8.GetBytes("评语甲")), "The folder is to begin as an older version left it.");

        await _hub.RestartAsync();

        // Nothing is plain in a file, log or page of it, and the hall knows everything.
        foreach (var text in Said("甲").Concat(Said("乙")))
        {
            Assert.DoesNotContain(Directory.GetFiles(_hub.Folder, "*.db*"), file => Holds(file, text));
        }

        Assert.Equal("备注甲", Assert.Single((await TicketAsync(gone)).Notes));
        var rows = await RowsAsync();
        Assert.Equal(["评语乙", "评语甲"], rows.Select(row => row.Comment).Order());
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));
        var told = await _hub.Get<PeopleStore>()
            .ReadAsync(people => people.Audit.Where(row => row.Kind == AuditKind.TextsSealed).Select(row => row.Subject).Distinct()
            .ToListAsync());
        Assert.Equal(["care.db", "hall.db"], told.Order());

        await _hub.Get<ErasureService>().VisitAsync(_hub.Hall, gone, Role.DutyManager);

        Assert.All(Said("甲"), text => Assert.DoesNotContain(text, Readable(_hub.Folder), StringComparison.Ordinal));
        Assert.All(Said("乙"), text => Assert.Contains(text, Readable(_hub.Folder), StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", VerifyVerb.Faults(_hub.Folder)));
        await _hub.RestartAsync();
        Assert.Equal("备注乙", Assert.Single((await TicketAsync(kept)).Notes));

        // What is erased is still sealed: the level, and the reason's place in the audit, cannot be changed unseen.
        Run("hall.db", $"UPDATE feedback SET Reasons = '213' WHERE Ticket = {gone.Value}");
        Assert.Equal(1, Count("people.db", "SELECT COUNT(*) FROM sqlite_master WHERE name = 'audit_never_changes'"));
        Do("people.db", "DROP TRIGGER audit_never_changes");
        Run("people.db", "UPDATE audit SET Actor = 'nobody' WHERE Kind = 'number-chosen' AND "
            + "Sequence = (SELECT MIN(Sequence) FROM audit WHERE Kind = 'number-chosen')");
        var faults = VerifyVerb.Faults(_hub.Folder).ToList();
        Assert.Contains(faults, fault => fault.Contains($"(ticket {gone.Value}, leg 1) was changed", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.StartsWith("Audit: row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_HubDiesAfterAnyStep_GoesOnAndAtTheEndNothingIsPlainAndNothingIsLost()
    {
        await VisitAsync("甲");
        await AsOfBeforeAsync();
        var before = Path.Combine(_hub.Folder, "hall.db");
        var moments = 0;
        for (var step = 1; ; step++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_hub.Folder, $"died-{step}")).FullName;
            foreach (var name in new[] { "chain.key", "secret.key" })
            {
                File.Copy(Path.Combine(_hub.Folder, name), Path.Combine(folder, name));
            }

            DatabaseCopy.Make(before, Path.Combine(folder, "hall.db"));
            var (seen, died) = (0, false);
            try
            {
                Convert(folder, _ =>
                {
                    if (++seen == step)
                    {
                        throw new OperationCanceledException("the hub dies here");
                    }
                });
            }
            catch (OperationCanceledException)
            {
                died = true;
            }

            SqliteConnection.ClearAllPools();
            Convert(folder, null);
            SqliteConnection.ClearAllPools();
            Assert.All(Said("甲"), text =>
                Assert.False(Holds(Path.Combine(folder, "hall.db"), text), $"{text} is still there after step {step}."));
            Assert.Equal("", string.Join("\n", VerifyVerb.Faults(folder)));
            var read = Database(folder).EntriesAfter(new("demo-small"), 0).Select(entry => EventTexts.Of(entry.Event)).OfType<string>()
                .ToList();
            Assert.Equal(["照顾甲", "点名甲", "备注甲", "取件甲", "评语甲"], read);
            if (!died)
            {
                break;
            }

            moments++;
        }

        Assert.True(moments >= 4, $"Only {moments} moments were tried.");
    }

    [Fact]
    public async Task Remove_PlainCopiesAMonthAfterAnErasure_GoAndSealedOnesStay()
    {
        var ticket = await VisitAsync("甲");
        await AsOfBeforeAsync();
        var backups = Directory.CreateDirectory(Path.Combine(_hub.Folder, "backups")).FullName;
        var plain = Directory.CreateDirectory(Path.Combine(backups, "2026-01-31")).FullName;
        foreach (var name in Files.Split(' '))
        {
            DatabaseCopy.Make(Path.Combine(_hub.Folder, name), Path.Combine(plain, name));
            DatabaseCopy.Make(Path.Combine(_hub.Folder, name), Path.Combine(_hub.Folder, $"{name}.before-restore-7"));
        }

        await _hub.RestartAsync();
        BackupSet.Make(_hub.Folder, Path.Combine(backups, "2026-02-28"), keys: false, _hub.Get<TimeProvider>().GetUtcNow());
        await _hub.Get<ErasureService>().VisitAsync(_hub.Hall, ticket, Role.DutyManager);
        var time = new FakeTimeProvider(_hub.Get<TimeProvider>().GetUtcNow().AddDays(29));
        using var copies = new PlainCopies(
            _hub.Get<HubOptions>(), _hub.Get<JournalDatabase>(), _hub.Get<PeopleStore>(), time, _ => { }, NullLogger<PlainCopies>.Instance);
        Assert.Equal(0, await copies.RemoveAsync());
        time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(4, await copies.RemoveAsync());

        Assert.Equal(["2026-02-28"], Directory.GetDirectories(backups).Select(Path.GetFileName));
        Assert.Empty(Directory.GetFiles(_hub.Folder, "*.before-*"));
        foreach (var file in Directory.GetFiles(_hub.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.All(Said("甲"), text => Assert.False(Holds(file, text), $"{text} stands in {file}."));
        }
    }

    private async Task<IReadOnlyList<RatedLeg>> RowsAsync() => await _hub.Get<RatingRowsReader>().ReadAsync(
        _hub.Hall.Id, new(ReportSpan.Read(null, null, _hub.Hall.Snapshot.Plan.DayOf(_hub.Hall.Now)).Span, RowSet.Real), 0, 100, null,
            TestContext.Current.CancellationToken);

    // The files as a version left them that sealed nothing: plain texts, ratings chained over them, and an audit that quotes them.
    private async Task AsOfBeforeAsync()
    {
        await _hub.App.StopAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
        using (var texts = new TextVault(_hub.Folder))
        {
            Unseal("hall.db", "journal", "Payload", texts);
            Unseal("hall.db", "openings", "State", texts);
            Unseal("care.db", "cases", "Body", texts);
            Unseal("care.db", "complaints", "Body", texts);
            Unseal("care.db", "outbox", "Body", texts);
        }

        Do("hall.db", "DELETE FROM kept_outcomes; DELETE FROM feedback; DELETE FROM feedback_heads; DELETE FROM legs; DELETE FROM tallies");
        foreach (var name in Files.Split(' '))
        {
            Do(name, "DROP TABLE IF EXISTS texts_sealed; DROP TABLE IF EXISTS resealed; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        }

        Directory.GetFiles(_hub.Folder, "text*").ToList().ForEach(File.Delete);
        await QuoteAsync();
        SqliteConnection.ClearAllPools();
        RatingRebuild.Run(Database(_hub.Folder), [new("demo-small")]);
        SqliteConnection.ClearAllPools();
    }

    // The audit's rows as they were written: with the reasons themselves. Of accounts it tells nothing then, so there are none.
    private async Task QuoteAsync()
    {
        Do("people.db", "DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_shrinks; DELETE FROM audit; DELETE FROM audit_head; "
            + "DELETE FROM people");
        foreach (var (name, change) in new[] { ("audit_never_changes", "UPDATE"), ("audit_never_shrinks", "DELETE") })
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(_hub.Folder, "people.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TRIGGER {name} BEFORE {change} ON audit BEGIN "
                + "SELECT RAISE(ABORT, 'the audit is only ever added to'); END";
            command.ExecuteNonQuery();
        }

        File.Delete(Path.Combine(_hub.Folder, "audit-heads.txt"));
        await using var older = HubApplication.Build(new HubOptions { DataFolder = _hub.Folder });

        // Rows get their own seals before their texts are sealed.
        await older.Services.GetRequiredService<CaseStore>().ChangeAsync(async care =>
        {
            ISealedRow[] rows = [.. await care.Cases.ToListAsync(), .. await care.Complaints.ToListAsync()];
            Array.ForEach(rows, row => row.Seal = "");
            return rows.Length;
        });
        foreach (var entry in Database(_hub.Folder).EntriesAfter(new("demo-small"), 0))
        {
            if (entry.Event is TicketCalled { Reason.Text: { } text } called)
            {
                await older.Services.GetRequiredService<PeopleStore>().ChangeAsync(change => change.Audit.AddAsync(
                    change.Context, called.Teller.Value, AuditKind.NumberChosen, $"demo-small/{called.Counter}",
                        $"{called.Ticket}: {text}", $"demo-small/{entry.Sequence}", entry.At));
            }
        }
    }

    private static JournalDatabase Database(string folder) =>
        new(new HubOptions { DataFolder = folder }, TimeProvider.System, NullLogger<JournalDatabase>.Instance,
            new RowGuard(new HubAlerts(TimeProvider.System)));

    private static void Convert(string folder, Action<string>? after)
    {
        var database = Database(folder);
        try
        {
            new JournalTextConversion(database, new(2026, 11, 30), after).Run([new("demo-small")]);
        }
        finally
        {
            database.Texts.Dispose();
        }
    }

    private void Unseal(string file, string table, string column, TextVault texts)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hub.Folder, file)};Pooling=False");
        connection.Open();
        var rows = new List<(long Id, string Text)>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = $"SELECT rowid, {column} FROM {table}";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add((reader.GetInt64(0), reader.GetString(1)));
            }
        }

        foreach (var (id, text) in rows)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"UPDATE {table} SET {column} = $text WHERE rowid = $id";
            command.Parameters.AddWithValue("$text", texts.OpenJson(text));
            command.Parameters.AddWithValue("$id", id);
            command.ExecuteNonQuery();
        }
    }

    private void Do(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hub.Folder, file)};Pooling=False");
        connection.Open();
        foreach (var statement in sql.Split(';'))
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    private long Count(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hub.Folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    // Plain, or as JSON writes it.
    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var whole = new byte[stream.Length];
        stream.ReadExactly(whole);
        return whole.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
            || whole.AsSpan().IndexOf(Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(text)[1..^1])) >= 0;
    }
}
