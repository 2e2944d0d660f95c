using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Storage.Data;
using Hall.Storage.Events;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Ratings;

/// <summary>
/// Writes what reports read, with the journal and in its transaction: served legs, ratings in their chain, and the tallies.
/// Lives as long as the writer's connection; after a failed commit a new one reads the chain's ends again.
/// </summary>
internal sealed class RatingStatements(SqliteConnection connection, RatingChain chain) : IDisposable
{
    private readonly RatingTables _tables = new(connection);
    private readonly Dictionary<HallId, (long Link, byte[] Mac)> _heads = [];
    private readonly Dictionary<HallId, PartHistory> _parts = [];
    private readonly TallyDeltas _deltas = new();
    private readonly Dictionary<HallId, HallPlan> _plans = [];

    /// <summary>Writes a batch; nothing for a hall that has no configuration yet.</summary>
    public void Write(JournalBatch batch, SqliteTransaction transaction)
    {
        if (batch.Plan is not { } plan)
        {
            return;
        }

        _tables.In(transaction);
        var hall = batch.Hall;
        var fresh = !_heads.TryGetValue(hall, out var head);
        if (fresh)
        {
            var known = _tables.HeadOf(hall.Value);
            (head, fresh) = (known ?? (0, RatingChain.Beginning), known is null);
        }

        var before = head.Link;
        var parts = Parts(batch, plan);
        foreach (var ticket in batch.Tickets)
        {
            WriteLegs(hall, ticket, plan, parts);
        }

        foreach (var entry in batch.Entries)
        {
            switch (entry.Event)
            {
                case FeedbackGiven given: head = Rate(head, hall, given, entry.At, batch, plan, parts); break;
                case FeedbackFollowedUp again: head = FollowUp(head, hall, again, entry.At, plan); break;
                case FeedbackExplained why: head = Explain(head, hall, why, entry.At, plan); break;
                case FeedbackDefaulted silent: head = EnterDefault(head, hall, silent, entry.At, plan); break;
                case FeedbackSetAside aside: head = SetAside(head, hall, aside, entry.At); break;
                case UnmatchedPressCounted stray: Count(hall, stray, plan, parts, entry.At); break;
            }
        }

        _tables.Add(hall.Value, _deltas);
        _deltas.Clear();
        if (fresh || head.Link != before)
        {
            _tables.PutHead(hall.Value, head.Link, head.Mac, chain.SealOfHead(hall.Value, head.Link, head.Mac));
        }

        _heads[hall] = head;
    }

    public void Dispose() => _tables.Dispose();

    /// <summary>The names and zones of the hall's parts, with what the batch publishes.</summary>
    private PartHistory Parts(JournalBatch batch, HallPlan plan)
    {
        if (!_parts.TryGetValue(batch.Hall, out var parts))
        {
            _parts[batch.Hall] = parts = _tables.PartsOf(batch.Hall);
        }

        foreach (var entry in batch.Entries)
        {
            if (entry.Event is ConfigurationPublished published)
            {
                Keep(parts.Take(published.Configuration, entry.Sequence, entry.At));
            }
        }

        // What changes a configuration without publishing it, such as the list of tellers.
        if (batch.Entries is [.., var last] && !ReferenceEquals(_plans.GetValueOrDefault(batch.Hall), plan))
        {
            Keep(parts.Take(plan.Configuration, last.Sequence, last.At));
            _plans[batch.Hall] = plan;
        }

        return parts;

        void Keep(IReadOnlyList<PartRow> rows)
        {
            foreach (var row in rows)
            {
                _tables.Insert(row);
            }
        }
    }

    /// <summary>A batch may hold many commands of one visit, and an undo takes a leg's end away: legs are compared as they stand.</summary>
    private void WriteLegs(HallId hall, Ticket ticket, HallPlan plan, PartHistory parts)
    {
        if (!ticket.Legs.Any(leg => leg.Served))
        {
            return;
        }

        var written = _tables.LegsOf(hall.Value, ticket.Id.Value);
        foreach (var leg in ticket.Legs)
        {
            var known = written.Find(row => row.Leg == leg.Number);
            if (leg is { Served: true, EndedAt: { } ended } && known is null)
            {
                var row = RowOf(hall, ticket, leg, ended, plan, parts);
                _tables.Insert(row);
                _deltas.Served(row, 1);
            }
            else if (leg is not { Served: true, EndedAt: not null } && known is not null)
            {
                _tables.Delete(known);
                _deltas.Served(known, -1);
            }
        }
    }

    private (long, byte[]) Rate((long Link, byte[] Mac) head, HallId hall, FeedbackGiven given, DateTimeOffset at, JournalBatch batch, HallPlan plan, PartHistory parts)
    {
        // The ticket may have been forgotten later in the same batch, at midnight; its leg was written when it ended.
        var leg = _tables.LegsOf(hall.Value, given.Ticket.Value).Find(row => row.Leg == given.Leg);
        if (leg is null && batch.Tickets.FirstOrDefault(ticket => ticket.Id == given.Ticket) is { } known)
        {
            leg = RowOf(hall, known, known.Legs[given.Leg - 1], known.Legs[given.Leg - 1].EndedAt ?? at, plan, parts);
        }

        var row = RowOf(hall, given.Ticket, given.Leg, RatingOccasion.First, at, plan, leg, given.Level, given.Comment) with
        {
            Counter = given.Counter.Value,
            Teller = given.Teller.Value,
            Reasons = string.Join(' ', given.Reasons),
            Channel = given.Channel.ToString(),
            DelayMs = given.Channel == FeedbackChannel.Pad && leg is not null ? (long)(at - leg.At).TotalMilliseconds : null,
        };
        _deltas.Rated(row, given.Level);
        return Append(head, row);
    }

    private (long, byte[]) FollowUp((long Link, byte[] Mac) head, HallId hall, FeedbackFollowedUp again, DateTimeOffset at, HallPlan plan)
    {
        // A hub that died between the hall's word and the case's asks again; the record is there already.
        if (_tables.RatingOf(hall.Value, again.Ticket.Value, again.Leg, RatingOccasion.FollowUp) is not null)
        {
            return head;
        }

        var leg = _tables.LegsOf(hall.Value, again.Ticket.Value).Find(row => row.Leg == again.Leg);
        return Append(head, RowOf(hall, again.Ticket, again.Leg, RatingOccasion.FollowUp, at, plan, leg, again.Level, again.Comment));
    }

    private (long, byte[]) Explain((long Link, byte[] Mac) head, HallId hall, FeedbackExplained why, DateTimeOffset at, HallPlan plan)
    {
        var leg = _tables.LegsOf(hall.Value, why.Ticket.Value).Find(row => row.Leg == why.Leg);
        var row = RowOf(hall, why.Ticket, why.Leg, RatingOccasion.Reasons, at, plan, leg, why.Level, why.Comment);
        return Append(head, row with { Reasons = string.Join(' ', why.Reasons), Channel = nameof(FeedbackChannel.QrCode) });
    }

    private (long, byte[]) EnterDefault((long Link, byte[] Mac) head, HallId hall, FeedbackDefaulted silent, DateTimeOffset at, HallPlan plan)
    {
        // A default is entered for a leg that was served and never rated, once.
        if (_tables.LegsOf(hall.Value, silent.Ticket.Value).Find(row => row.Leg == silent.Leg) is not { } leg
            || _tables.RatingOf(hall.Value, silent.Ticket.Value, silent.Leg) is not null
            || _tables.RatingOf(hall.Value, silent.Ticket.Value, silent.Leg, RatingOccasion.Default) is not null)
        {
            return head;
        }

        var row = RowOf(hall, silent.Ticket, silent.Leg, RatingOccasion.Default, at, plan, leg, silent.Level, null);
        row = row with { Channel = nameof(FeedbackChannel.OtherTerminal) };
        _deltas.Defaulted(row);
        return Append(head, row);
    }

    private (long, byte[]) Append((long Link, byte[] Mac) head, FeedbackRow row)
    {
        var link = head.Link + 1;
        var seal = chain.SealOf(row, link);
        var mac = chain.Next(head.Mac, seal);
        _tables.Insert(row with { Link = link, Seal = seal, Mac = mac });
        return (link, mac);
    }

    private (long, byte[]) SetAside((long Link, byte[] Mac) head, HallId hall, FeedbackSetAside aside, DateTimeOffset at)
    {
        if (_tables.RatingOf(hall.Value, aside.Ticket.Value, aside.Leg) is not { } rating
            || !_tables.InsertAside(hall.Value, aside.Ticket.Value, aside.Leg, at, aside.Case))
        {
            return head;
        }

        // A level that somebody damaged in the file counted for none of the five; the commit of everybody must not fail on it.
        if (StoredWord.TryRead<FeedbackLevel>(rating.Level, out var level))
        {
            _deltas.PutAside(rating, level);
        }

        return Append(head, AsideOf(rating, at, aside.Case));
    }

    /// <summary>Chains what was set aside before the chain knew of it; what it knows already stays.</summary>
    /// <param name="asides">Hall, ticket, leg, instant and case.</param>
    /// <param name="transaction">The transaction.</param>
    public void Chain(IEnumerable<FeedbackAsideRow> asides, SqliteTransaction transaction)
    {
        _tables.In(transaction);
        foreach (var aside in asides)
        {
            if (_tables.RatingOf(aside.Hall, aside.Ticket, aside.Leg) is { } rating && _tables.HeadOf(aside.Hall) is { } head
                && _tables.RatingOf(aside.Hall, aside.Ticket, aside.Leg, RatingOccasion.Aside) is null)
            {
                var (link, mac) = Append(head, AsideOf(rating, aside.At, aside.Case));
                _tables.PutHead(aside.Hall, link, mac, chain.SealOfHead(aside.Hall, link, mac));
            }
        }
    }

    private static FeedbackRow AsideOf(FeedbackRow rating, DateTimeOffset at, string number) => rating with
    {
        Occasion = RatingOccasion.Aside, At = at, Comment = number, Channel = nameof(FeedbackChannel.OtherTerminal),
    };

    private void Count(HallId hall, UnmatchedPressCounted stray, HallPlan plan, PartHistory parts, DateTimeOffset at)
    {
        var local = plan.Local(at);
        var zone = parts.ZoneOf(TallyScope.Counter, stray.Counter.Value, at) ?? "";
        _deltas.Strayed(DateOnly.FromDateTime(local).DayNumber, local.Hour, zone, stray.Counter.Value, stray.Kind,
            stray.Kind == UnmatchedPressKind.Second ? _tables.RatedLastAt(hall.Value, stray.Counter.Value) : null);
    }

    /// <summary>The last service of a leg.</summary>
    internal static ServiceCode ServiceOf(Ticket ticket, Leg leg) =>
        ticket.Periods.LastOrDefault(period => period.Leg == leg.Number && period.Kind == PeriodKind.Service)?.Service ?? ticket.Service;

    private static LegRow RowOf(HallId hall, Ticket ticket, Leg leg, DateTimeOffset ended, HallPlan plan, PartHistory parts)
    {
        var local = plan.Local(ended);
        var service = ServiceOf(ticket, leg);
        return new()
        {
            Hall = hall.Value, Ticket = ticket.Id.Value, Leg = leg.Number, At = ended, Day = DateOnly.FromDateTime(local).DayNumber, Hour = local.Hour,
            Zone = parts.ZoneOf(TallyScope.Service, service.Value, ended) ?? ticket.Zone.Value, Service = service.Value,
            Counter = leg.Counter.Value, Teller = leg.Teller.Value,
        };
    }

    private static FeedbackRow RowOf(
        HallId hall, TicketId ticket, int leg, int occasion, DateTimeOffset at, HallPlan plan, LegRow? served, FeedbackLevel level, string? comment)
    {
        var local = plan.Local(at);
        return new()
        {
            Hall = hall.Value, Link = 0, Ticket = ticket.Value, Leg = leg, Occasion = occasion, At = at,
            Day = served?.Day ?? DateOnly.FromDateTime(local).DayNumber, Hour = served?.Hour ?? local.Hour, Zone = served?.Zone ?? "",
            Service = served?.Service ?? "", Counter = served?.Counter ?? "", Teller = served?.Teller ?? "", Level = level.ToString(), Reasons = "",
            Comment = comment, Channel = nameof(FeedbackChannel.Mobile), Seal = [], Mac = [],
        };
    }
}
