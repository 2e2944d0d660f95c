using System.Text.Encodings.Web;
using System.Text.Json;
using Hall.Core.Cases;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Exchange;
using Hall.Core.Feedback;
using Hall.Hub.Cases;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Exchange;

/// <summary>What still has to be sent, kept in <c>care.db</c>: neither an end of the hub nor of the receiver loses any of it.</summary>
public sealed class ExchangeOutbox(CaseStore store, CaseService desk, IDbContextFactory<HallDbContext> databases)
{
    private const int AtOnce = 200;
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Puts ratings and settled complaints in that were not put in before.</summary>
    /// <returns>How many.</returns>
    public async Task<int> FillAsync(IHall hall, ExchangeSettings settings)
    {
        var name = hall.Id.Value;
        var mark = await store.ReadAsync(async care => (await care.Marks.FirstOrDefaultAsync(row => row.Hall == name))?.Exchanged ?? 0);
        await using var database = await databases.CreateDbContextAsync();
        var fresh =
            await ServedRating.ReadAsync(database,
                database.Feedback.Where(row => row.Hall == name && row.Link > mark).OrderBy(row => row.Link).Take(AtOnce));
        var parts = await PartHistory.ReadAsync(database, hall.Id);
        var settled = await store.ReadAsync(care => care.Complaints
            .Where(row =>
                row.Hall == name && row.EndedAt != null
                    && !care.Outbox.Any(sent => sent.Hall == name && sent.Key == "complaint/" + row.Number))
            .Take(AtOnce).ToListAsync());
        return fresh.Count + settled.Count == 0 ? 0 : await store.ChangeAsync(async care =>
        {
            var put = 0;
            foreach (var rated in fresh)
            {
                if (rated.Row.Occasion == RatingOccasion.Reasons)
                {
                    await CompleteAsync(care, database, rated.Row, hall, parts, settings);
                    continue;
                }

                if (rated.Row.Occasion == RatingOccasion.Aside)
                {
                    continue;
                }

                if (store.Rows.Read(RatingTables.Ratings, $"{name}/{rated.Row.Link}",
                    () => RatingOf(rated, hall.Snapshot.Plan, parts, settings)) is not { } rating)
                {
                    continue;
                }

                put += await PutAsync(care, hall, rating.Key, "rating", rating.ToInterface(), rating.Fault) ? 1 : 0;
            }

            foreach (var complaint in store.Rows.Read(StoredCases.Complaints, settled, row => $"{row.Hall}/{row.Number}",
                StoredCases.ComplaintOf))
            {
                put += await PutAsync(care, hall, $"complaint/{complaint.Number}", "complaint", FieldsOf(complaint, hall, parts, settings),
                    null) ? 1 : 0;
            }

            if (fresh.Count > 0)
            {
                var known = await care.Marks.FirstOrDefaultAsync(found => found.Hall == name);
                if (known is null)
                {
                    care.Marks.Add(known = new() { Hall = name });
                }

                known.Exchanged = fresh[^1].Row.Link;
            }

            return put;
        });
    }

    /// <summary>What is due to be sent, the oldest first.</summary>
    public async Task<List<OutboxRow>> DueAsync(string hall, DateTimeOffset now)
    {
        var aside = store.Rows.AsideIn(StoredCases.Outbox).Where(row => row.StartsWith($"{hall}/", StringComparison.Ordinal))
            .Select(row => row[(hall.Length + 1)..]).ToList();
        var due = await store.ReadAsync(care => care.Outbox
            .Where(row => row.Hall == hall && row.SentAt == null && row.Refusal == null && row.NextAt <= now && !aside.Contains(row.Key))
            .OrderBy(row => row.MadeAt).ThenBy(row => row.Key).Take(AtOnce).ToListAsync());
        var whole = store.Rows.Read(StoredCases.Outbox, due, row => $"{row.Hall}/{row.Key}", Whole);

        // What waits here is sealed as where it comes from; what was erased meanwhile is sent as the sentence that says so.
        whole.ForEach(row => row.Body = store.Texts.OpenJson(row.Body));
        return whole;
    }

    /// <summary>A message as it was stored; throws when it is none, so that no receiver gets half of one.</summary>
    internal static OutboxRow Whole(OutboxRow row)
    {
        using var body = JsonDocument.Parse(row.Body);
        return row.Version > OutboxRow.Written ? throw new InvalidDataException("A newer program wrote it.")
            : body.RootElement.ValueKind == JsonValueKind.Object ? row : throw new InvalidDataException("It is no message.");
    }

    /// <summary>How many wait, how many were refused, and since when the oldest waits.</summary>
    public Task<(int Waiting, int Refused, DateTimeOffset? Since)> StandingAsync(string hall) => store.ReadAsync(async care =>
    {
        var waiting = care.Outbox.Where(row => row.Hall == hall && row.SentAt == null && row.Refusal == null);
        var oldest = await waiting.OrderBy(row => row.MadeAt).FirstOrDefaultAsync();
        return (await waiting.CountAsync(), await care.Outbox.CountAsync(row => row.Hall == hall && row.Refusal != null), oldest?.MadeAt);
    });

    /// <summary>Writes down what became of a message; after a failure the pause doubles from half a minute up to an hour.</summary>
    public Task<bool> NoteAsync(OutboxRow row, ExchangeOutcome outcome, string? word, DateTimeOffset now) => store.ChangeAsync(async care =>
    {
        var kept = await care.Outbox.FirstAsync(found => found.Hall == row.Hall && found.Key == row.Key);
        switch (outcome)
        {
            case ExchangeOutcome.Taken: kept.SentAt = now; break;
            case ExchangeOutcome.Refused: kept.Refusal = word ?? ""; break;
            default:
                var pause = FirstPause * Math.Pow(2, Math.Min(kept.Attempts, 20));
                kept.Attempts++;
                kept.NextAt = now + (pause < LongestPause ? pause : LongestPause);
                break;
        }

        return true;
    });

    /// <summary>A rating as it is exchanged.</summary>
    /// <param name="rated">The rating.</param>
    /// <param name="plan">The hall.</param>
    /// <param name="parts">What its services were called when they were served.</param>
    /// <param name="settings">The codes of department and area.</param>
    /// <param name="why">Reasons and text that came after the rating; null when none did.</param>
    public static ExchangeRating RatingOf(ServedRating rated, HallPlan plan, PartHistory parts, ExchangeSettings settings,
        FeedbackRow? why = null) =>
        RatingOf(rated.Row, parts.NameOf(TallyScope.Service, rated.Row.Service, rated.ServedAt, "zh-CN"), plan, settings, why);

    private static ExchangeRating RatingOf(FeedbackRow row, string serviceName, HallPlan plan, ExchangeSettings settings,
        FeedbackRow? why) => new(
        FormattableString.Invariant($"{row.Hall}-{row.Ticket}-{row.Leg}"), Math.Max(RatingOccasion.First, row.Occasion),
        StoredWord.Of<FeedbackLevel>(row.Level),
        StoredWord.Of<FeedbackChannel>(row.Channel), (why ?? row).Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.Comment ?? why?.Comment, plan.Local(row.At),
        row.Service, serviceName, settings.Department, settings.Area,
        row.Occasion == RatingOccasion.Default);

    /// <summary>A complaint as it is exchanged.</summary>
    /// <param name="complaint">The complaint.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="parts">What it was called.</param>
    /// <param name="settings">The codes of department and area.</param>
    /// <param name="everyField">Whether every field stands there, as in a file; a message to a receiver has the fields beyond Table 10 only
    /// where they say something.</param>
    public IReadOnlyDictionary<string, string> FieldsOf(Complaint complaint, IHall hall, PartHistory parts, ExchangeSettings settings,
        bool everyField = false)
    {
        var plan = hall.Snapshot.Plan;
        return ExchangeComplaint.ToStandard(complaint, parts.NameOf(TallyScope.Hall, "", complaint.RegisteredAt, "zh-CN"), settings.Area,
            desk.DaysOf(plan), hall.Now, everyField);
    }

    // A bad review without a reason would be refused; the reason that came later lets it go, if it has not gone yet.
    private async Task CompleteAsync(CaseDbContext care, HallDbContext database, FeedbackRow why, IHall hall, PartHistory parts,
        ExchangeSettings settings)
    {
        var first = await ServedRating.ReadAsync(database, database.Feedback.Where(row =>
            row.Hall == why.Hall && row.Ticket == why.Ticket && row.Leg == why.Leg && row.Occasion == RatingOccasion.First));
        if (first is not [var rated, ..])
        {
            return;
        }

        if (store.Rows.Read(RatingTables.Ratings, $"{why.Hall}/{rated.Row.Link}",
            () => RatingOf(rated, hall.Snapshot.Plan, parts, settings, why)) is not { } rating)
        {
            return;
        }

        if (await care.Outbox.FirstOrDefaultAsync(row => row.Hall == why.Hall && row.Key == rating.Key) is { SentAt: null } kept)
        {
            (kept.Body, kept.Refusal, kept.NextAt) = (JsonSerializer.Serialize(rating.ToInterface(), Plain), rating.Fault, hall.Now);
        }
    }

    private static async Task<bool> PutAsync(CaseDbContext care, IHall hall, string key, string kind,
        IReadOnlyDictionary<string, string> fields, string? fault)
    {
        if (await care.Outbox.AnyAsync(row => row.Hall == hall.Id.Value && row.Key == key))
        {
            return false;
        }

        care.Outbox.Add(new()
        {
            Hall = hall.Id.Value, Key = key, Kind = kind, Body = JsonSerializer.Serialize(fields, Plain), MadeAt = hall.Now,
            NextAt = hall.Now, Refusal = fault,
        });
        await care.SaveChangesAsync();
        return true;
    }
}
