using Hall.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Cases;

/// <summary>Keeps what the figures need beside the cases and complaints of a change that is about to be saved.</summary>
internal static class CaseFacts
{
    /// <summary>Writes the facts of every case and complaint that was added or changed.</summary>
    public static void Keep(CaseDbContext care)
    {
        foreach (var entry in care.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified)
            .ToList())
        {
            switch (entry.Entity)
            {
                case CaseRow row: Put(care, Of(row)); break;
                case ComplaintRow row: Put(care, Of(row)); break;
            }
        }
    }

    private static void Put(CaseDbContext care, CaseFactRow fact)
    {
        if (care.Facts.Find(fact.Hall, fact.Number) is not { } known)
        {
            care.Facts.Add(fact);
            return;
        }

        (known.Ticket, known.Leg, known.Service, known.Counter, known.Teller,
            known.Named) = (fact.Ticket, fact.Leg, fact.Service, fact.Counter, fact.Teller, fact.Named);
        (known.MendBy, known.MendedAt, known.CalledBackAt) = (fact.MendBy, fact.MendedAt, fact.CalledBackAt);
        known.Aside = fact.Aside;
    }

    /// <summary>The facts of a case.</summary>
    internal static CaseFactRow Of(CaseRow row)
    {
        var one = StoredCases.CaseOf(row);

        return About(row.Hall, row.Number, false, row.OpenedAt, one.About, one.Named, one.MendDeadline, one.MendedAt, one.CalledBackAt);
    }

    /// <summary>The facts of a complaint.</summary>
    internal static CaseFactRow Of(ComplaintRow row)
    {
        var one = StoredCases.ComplaintOf(row);
        var fact = About(row.Hall, row.Number, true, row.RegisteredAt, one.About, one.Named, one.AnswerBy, one.AnsweredAt, null);
        fact.Aside = one.Stage == ComplaintStage.SetAside;
        return fact;
    }

    private static CaseFactRow About(
        string hall, string number, bool complaint, DateTimeOffset at, ServedLeg? about, bool named, DateTimeOffset? by,
        DateTimeOffset? mended, DateTimeOffset? called) => new()
    {
        Hall = hall, Number = number, IsComplaint = complaint, At = at, Ticket = about?.Ticket.Value, Leg = about?.Leg,
        Zone = about is null ? "" : null, Service = about?.Service.Value ?? "", Counter = about?.Counter.Value ?? "",
        Teller = about?.Teller.Value ?? "", Named = named, MendBy = by, MendedAt = mended, CalledBackAt = called,
    };
}
