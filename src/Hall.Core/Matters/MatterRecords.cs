using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>A stretch in which the clock of a matter stood.</summary>
/// <param name="Ground">Code of the ground.</param>
/// <param name="From">Hall-local day on which it stopped; that day still counts.</param>
/// <param name="Days">Working days that it may stand.</param>
/// <param name="Until">The day that the citizen was told, on which the clock runs again at the latest; null where the calendar lacks the
/// year.</param>
/// <param name="To">Day on which the clock ran again, which does not count; null while it stands.</param>
public sealed record Suspension(string Ground, DateOnly From, int Days, DateOnly? Until, DateOnly? To = null);

/// <summary>What was told missing, all at once.</summary>
/// <param name="Count">1 for the first; each further one is counted.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="Missing">The papers.</param>
/// <param name="Note">What was said to it; empty when nothing.</param>
/// <param name="By">Who told it.</param>
public sealed record ToldNotice(int Count, DateOnly On, ImmutableArray<string> Missing, string Note, StaffNumber By);

/// <summary>Somebody has a matter before them for a step.</summary>
/// <param name="By">Who.</param>
/// <param name="For">The first holder of the post for whom they stand in; null when they hold it themselves.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record StepWork(StaffNumber By, StaffNumber? For, DateTimeOffset At);

/// <summary>A step that gave a matter back to its acceptor.</summary>
/// <param name="Step">The step.</param>
/// <param name="By">Who.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="Faults">Codes of the faults.</param>
/// <param name="Note">What was said to it; empty when nothing.</param>
public sealed record StepReturn(RouteStep Step, StaffNumber By, DateOnly On, ImmutableArray<string> Faults, string Note);

/// <summary>How a result came to the citizen.</summary>
/// <param name="Way">The way.</param>
/// <param name="Fetcher">Who took it.</param>
/// <param name="On">Hall-local day.</param>
public sealed record MatterDelivery(DeliveryWay Way, ResultFetcher Fetcher, DateOnly On);

/// <summary>Somebody is away.</summary>
/// <param name="Staff">Who.</param>
/// <param name="From">First hall-local day.</param>
/// <param name="To">Last hall-local day.</param>
public sealed record Absence(StaffNumber Staff, DateOnly From, DateOnly To)
{
    /// <summary>Whether it covers a day.</summary>
    public bool Covers(DateOnly day) => day >= From && day <= To;
}

/// <summary>Who is the hall's manager on a day (值班主任).</summary>
/// <param name="Day">Hall-local day.</param>
/// <param name="Manager">Staff number; null takes the day's entry out.</param>
public sealed record RosterDay(DateOnly Day, StaffNumber? Manager);

/// <summary>A question for which whoever was asked first answers (首问负责).</summary>
/// <param name="Number">Counted in the hall, from 1.</param>
/// <param name="Place">Where it was asked.</param>
/// <param name="Text">The question.</param>
/// <param name="Responsible">Who was asked first.</param>
/// <param name="At">When, UTC.</param>
public sealed record Enquiry(long Number, string Place, string Text, StaffNumber Responsible, DateTimeOffset At);

/// <summary>A finished matter that somebody looks at again.</summary>
/// <param name="Number">Counted in the hall, from 1.</param>
/// <param name="Matter">The matter.</param>
/// <param name="Service">Its service.</param>
/// <param name="FinishedOn">The day to which its faults count.</param>
/// <param name="Acceptor">Who accepted it.</param>
/// <param name="Checker">Who was drawn.</param>
/// <param name="DrawnOn">Hall-local day of the drawing.</param>
public sealed record MatterCheck(
    long Number, MatterNumber Matter, ServiceCode Service, DateOnly FinishedOn, StaffNumber Acceptor, StaffNumber Checker,
    DateOnly DrawnOn);
