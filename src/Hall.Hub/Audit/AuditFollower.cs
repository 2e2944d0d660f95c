using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Devices.Supervision;
using Hall.Hub.Accounts;
using Hall.Storage.Audit;
using Hall.Storage.Data;
using Hall.Storage.Events;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Audit;

/// <summary>
/// Copies into the audit what the halls' journals and the keys tell: calls of a chosen number, undo, priorities by hand,
/// configurations, keys. Each is copied once, also after a crash, because a row names where it came from.
/// </summary>
public sealed partial class AuditFollower(
    IHallDirectory halls, IDbContextFactory<HallDbContext> journal, PeopleStore store, KeyStore keys, AuditHeads heads,
    TimeProvider time, StandstillReport report, ILogger<AuditFollower> logger,
    JournalHeads? ends = null) : Worker("audit", time, report, logger)
{
    /// <summary>How long the audit may lag behind what it copies.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMinutes(10);

    /// <summary>Events, as alerts name them.</summary>
    public const string Events = "hall.db/journal";

    private const int Batch = 500;
    private const long LongHistory = 10_000;
    private static readonly string[] Types = ["ticket-called", "action-undone", "priority-changed", "configuration-published",
        "dispatch-changed", "hall-closed", "hall-reopened", "holder-checked", "feedback-set-aside", .. MatterAudit.Types];
    private static readonly JsonSerializerOptions Sparse = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Dictionary<HallId, long> _positions = [];
    private readonly HashSet<string> _keys = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    // The first look after an upgrade may have years to look through.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => TimeSpan.FromMinutes(30);

    /// <summary>Copies what is new.</summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        await EachAsync(halls.All, hall => hall.Id.Value, CopyAsync, stop);
        foreach (var (key, hash) in keys.Stored())
        {
            await NoteKeyAsync(key, hash);
        }

        await heads.WriteAsync(store);
    }

    /// <summary>The end as it is when the hub stops, too.</summary>
    protected override async Task EndAsync()
    {
        try
        {
            await heads.WriteAsync(store, again: true);
            foreach (var hall in halls.All)
            {
                await WriteEndAsync(hall.Id, again: true);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException)
        {
            LogUnwritten(Logger, fault);
        }
    }

    private async Task CopyAsync(IHall hall, CancellationToken cancel)
    {
        var version = hall.Snapshot.Version;
        if (!_positions.TryGetValue(hall.Id, out var position))
        {
            position = await BeginAsync(hall.Id, version);
        }

        if (position < version)
        {
            await using var context = await journal.CreateDbContextAsync(cancel);
            var name = hall.Id.Value;
            List<JournalRow> rows;
            do
            {
                var after = position;
                rows = await context.Journal.Where(row =>
                    row.Hall == name && row.Sequence > after && row.Sequence <= version && Types.Contains(row.Type)
                        && (row.Type != "ticket-called" || EF.Functions.Like(row.Payload, "%chosen%")))
                    .OrderBy(row => row.Sequence).Take(Batch).ToListAsync(cancel);
                foreach (var row in rows)
                {
                    await NoteAsync(context, hall.Id, row, cancel);
                }

                position = rows.Count == Batch ? rows[^1].Sequence : version;
            }
            while (rows.Count == Batch);
        }

        _positions[hall.Id] = position;
        await CopyMendedAsync(hall.Id, cancel);
        if (ends?.IsDue(hall.Id) == true)
        {
            await WriteEndAsync(hall.Id);
        }
    }

    private async Task WriteEndAsync(HallId hall, bool again = false)
    {
        await using var context = await journal.CreateDbContextAsync(CancellationToken.None);
        ends?.Write(hall,
            await context.Journal.Where(row => row.Hall == hall.Value).OrderByDescending(row => row.Sequence)
                .FirstOrDefaultAsync(CancellationToken.None), again);

        // Whoever waits for the hub's end finds its file let go.
        if (again && context.Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection pooled)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(pooled);
        }
    }

    // What could not be read when its turn came is copied once somebody mended it.
    private async Task CopyMendedAsync(HallId hall, CancellationToken cancel)
    {
        var prefix = $"{hall}/";
        foreach (var aside in store.Rows.AsideIn(Events).Where(row => row.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            await using var context = await journal.CreateDbContextAsync(cancel);
            var (name, sequence) = (hall.Value, long.Parse(aside.AsSpan(prefix.Length), CultureInfo.InvariantCulture));
            if (await context.Journal.FirstOrDefaultAsync(row => row.Hall == name && row.Sequence == sequence, cancel) is { } row)
            {
                await NoteAsync(context, hall, row, cancel);
            }
        }
    }

    // A hall that is older than the audit begins with what happens from now on. After a journal was put back from a backup it
    // goes on behind the last row that the journal still has: what was done since would otherwise never be written.
    private async Task<long> BeginAsync(HallId hall, long version)
    {
        var prefix = $"{hall}/";
        var copied = await store.ReadAsync(context => context.Audit.Where(row => row.Source != null && row.Source.StartsWith(prefix))
            .OrderByDescending(row => row.Sequence).Select(row => new { row.Source, row.At }).ToListAsync());
        await using var database = await journal.CreateDbContextAsync();
        foreach (var row in copied)
        {
            var sequence = long.Parse(row.Source![prefix.Length..].Split('@')[0], CultureInfo.InvariantCulture);
            if (await database.Journal.AnyAsync(entry => entry.Hall == hall.Value && entry.Sequence == sequence && entry.At == row.At))
            {
                return sequence;
            }
        }

        return copied.Count == 0 && version > LongHistory ? version : 0;
    }

    private async Task NoteAsync(HallDbContext context, HallId hall, JournalRow row, CancellationToken cancel)
    {
        var happened = store.Rows.Read(Events, FormattableString.Invariant($"{hall}/{row.Sequence}"),
            () => EventJson.Read(row.Type, row.Version, row.Payload));
        var (kind, who, subject, detail) = happened switch
        {
            TicketCalled { Reason.Rule: CallRule.Chosen } called =>
                (AuditKind.NumberChosen, called.Teller.Value, $"{hall}/{called.Counter}", $"{called.Ticket}: {called.Reason.Text}"),
            ActionUndone undone =>
                (AuditKind.ActionUndone, await TellerAtAsync(context, hall, undone.Counter, row.Sequence, cancel),
                    $"{hall}/{undone.Counter}", $"{undone.Action} {undone.Ticket}"),
            PriorityChanged changed =>
                (AuditKind.PriorityChanged, changed.By ?? "", $"{hall}/{changed.Ticket}", $"{changed.Priority}: {changed.Reason}"),
            HolderChecked { Reason: { } reason } waived =>
                (AuditKind.HolderWaived, await TellerAtAsync(context, hall, waived.Counter, row.Sequence, cancel),
                    $"{hall}/{waived.Counter}", $"{waived.Ticket}: {reason}"),
            FeedbackSetAside aside => (AuditKind.RatingSetAside, aside.By ?? "", $"{hall}/{aside.Ticket}", $"{aside.Case}"),
            HallClosed closed => (AuditKind.EmergencyClosing, closed.By ?? "", hall.Value, $"{closed.Waiting}: {closed.Reason}"),
            HallReopened reopened => (AuditKind.EmergencyClosing, reopened.By ?? "", hall.Value, "opened again"),
            ConfigurationPublished published =>
                (AuditKind.ConfigurationPublished, published.By?.Value ?? "hub", hall.Value, published.Why ?? ""),
            DispatchChanged changed =>
                (AuditKind.DispatchChanged, changed.By ?? "", hall.Value, JsonSerializer.Serialize(changed.Change, Sparse)),
            { } other => MatterAudit.Of(hall, other) is var (by, about, act) ? (AuditKind.MatterAct, by, about, act) : ("", "", "", ""),
            null => ("", "", "", ""),
        };
        if (kind.Length > 0)
        {
            await store.ChangeAsync(change =>
                change.Audit.AddAsync(change.Context, who, kind, subject, detail, Invariant($"{hall}/{row.Sequence}"), row.At));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The audit's last row could not be written into its file at the stop; the next start writes it")]
    private static partial void LogUnwritten(ILogger logger, Exception fault);

    private static async Task<string> TellerAtAsync(HallDbContext context, HallId hall, CounterId counter, long before,
        CancellationToken cancel)
    {
        var name = hall.Value;
        var openings = context.Journal.Where(row => row.Hall == name && row.Sequence < before && row.Type == "counter-opened")
            .OrderByDescending(row => row.Sequence).Take(Batch);
        await foreach (var row in openings.AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (EventJson.TryRead(row.Type, row.Version, row.Payload) is CounterOpened opened && opened.Counter == counter)
            {
                return opened.Teller.Value;
            }
        }

        return "";
    }

    private async Task NoteKeyAsync(ApiKey key, string hash)
    {
        await CopyKeyAsync(AuditKind.KeyCreated, key, KeysCheck.SourceOf(key.Name, KeysCheck.Made), key.CreatedAt, key.Role);

        // Which key it is and where it may work, so that verify finds another one under its name.
        await CopyKeyAsync(AuditKind.KeyKept, key, KeysCheck.SourceOf(key.Name, KeysCheck.Kept), key.CreatedAt,
            KeyStore.Described(key, hash));
        if (key.RevokedAt is { } at)
        {
            await CopyKeyAsync(AuditKind.KeyRevoked, key, KeysCheck.SourceOf(key.Name, KeysCheck.Revoked), at, key.Role);
        }
    }

    // A row that could not be written is not remembered as copied.
    private async Task CopyKeyAsync(string kind, ApiKey key, string source, DateTimeOffset at, string detail)
    {
        if (!_keys.Contains(source))
        {
            await store.ChangeAsync(change => change.Audit.AddAsync(change.Context, "console", kind, key.Name, detail, source, at));
            _keys.Add(source);
        }
    }
}
