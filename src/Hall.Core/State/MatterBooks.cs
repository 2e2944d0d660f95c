using System.Collections.Immutable;
using System.Globalization;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.State;

/// <summary>What each event makes of a hall's matters. Pure: the same events in the same order give the same book.</summary>
internal static class MatterBooks
{
    private const int MostCheckDays = 90;

    /// <summary>The book after an event.</summary>
    /// <param name="book">The book before it.</param>
    /// <param name="happened">The event.</param>
    /// <param name="at">When it happened, UTC.</param>
    public static MatterBook After(MatterBook book, HallEvent happened, DateTimeOffset at) => happened switch
    {
        MatterOpened opened => Opened(book, opened, at),
        CheckDrawn drawn => Drawn(book, drawn),
        CheckRecorded recorded => book with { Checks = book.Checks.Remove(recorded.Check) },
        MatterEvent about => book with
        {
            Matters = book.Matters.SetItem(about.Matter, MatterChanges.After(book.Matters[about.Matter], about, at)),
        },
        EnquiryOpened asked => book with
        {
            Enquiries = book.Enquiries.SetItem(asked.Enquiry, new(asked.Enquiry, asked.Place, asked.Text, asked.By, at)),
            NextEnquiry = asked.Enquiry + 1,
        },
        EnquiryAnswered answered => book with { Enquiries = book.Enquiries.Remove(answered.Enquiry) },
        AbsenceDeclared away => book with { Absences = With(book.Absences, new(away.Staff, away.From, away.To)) },
        RosterSet set => book with { Roster = With(book.Roster, set.Days) },
        WorkCalendarPublished published => book with { Years = published.Years },
        _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} does to matters."),
    };

    /// <summary>The book at the opening of a day: what ended before is no longer known, and what is over is forgotten.</summary>
    public static MatterBook AtOpening(MatterBook book, DateOnly day) => book.IsEmpty ? book : book with
    {
        Matters = book.Matters.RemoveRange(book.Matters.Values.Where(matter => matter.EndedAt is not null).Select(matter => matter.Number)),
        Absences = [.. book.Absences.Where(absence => absence.To >= day)],
        Roster = book.Roster.RemoveRange(book.Roster.Keys.Where(known => known < day)),
        Checks = book.Checks.RemoveRange(
            book.Checks.Values.Where(check => check.DrawnOn < day.AddDays(-MostCheckDays)).Select(check => check.Number)),
    };

    private static MatterBook Opened(MatterBook book, MatterOpened opened, DateTimeOffset at)
    {
        // The number says its year and its place in it: BJ2026-000123.
        var text = opened.Matter.Value;
        var year = int.Parse(text.AsSpan(2, 4), CultureInfo.InvariantCulture);
        var count = int.Parse(text.AsSpan(7), CultureInfo.InvariantCulture);
        return book with
        {
            LastNumbers = book.LastNumbers.SetItem(year, count),
            Matters = book.Matters.SetItem(opened.Matter, new Matter
            {
                Number = opened.Matter, Receipt = opened.Receipt, Service = opened.Service, OpenedAt = at, OpenedOn = opened.On,
                Counter = opened.Counter, Ticket = opened.Ticket, Leg = opened.Leg, Opener = opened.By, Responsible = opened.By,
                Papers = opened.Papers, PapersOn = opened.On, Items = opened.Items, Reference = opened.Reference,
                DeliverBy = opened.DeliverBy, Promise = opened.Promise,
            }),
        };
    }

    // The matter may have ended and been forgotten by the time it is looked at again.
    private static MatterBook Drawn(MatterBook book, CheckDrawn drawn) => book with
    {
        Checks = book.Checks.SetItem(drawn.Check, new(
            drawn.Check, drawn.Matter, drawn.Service, drawn.FinishedOn, drawn.Acceptor, drawn.Checker, drawn.On)),
        NextCheck = drawn.Check + 1,
        Matters = book.Matters.TryGetValue(drawn.Matter, out var matter)
            ? book.Matters.SetItem(drawn.Matter, matter with { IsDrawn = true }) : book.Matters,
    };

    private static ImmutableArray<Absence> With(ImmutableArray<Absence> absences, Absence declared) =>
    [
        .. absences.Where(known => known.Staff != declared.Staff || known.To < declared.From || known.From > declared.To), declared,
    ];

    private static ImmutableSortedDictionary<DateOnly, StaffNumber> With(
        ImmutableSortedDictionary<DateOnly, StaffNumber> roster, ImmutableArray<RosterDay> days)
    {
        foreach (var day in days)
        {
            roster = day.Manager is { } manager ? roster.SetItem(day.Day, manager) : roster.Remove(day.Day);
        }

        return roster;
    }
}
