using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Commands;

/// <summary>
/// A command about one matter. Who acts is never taken from a body: the hub fills in <see cref="By"/> from the session, and an act without
/// one is that of whoever is signed in at <see cref="Counter"/>.
/// </summary>
public abstract record MatterCommand(MatterNumber Matter) : HallCommand
{
    /// <summary>Staff number of the signed-in person who acts; null where a program acts for a counter.</summary>
    public StaffNumber? By { get; init; }

    /// <summary>The window where it is done; null behind the windows.</summary>
    public CounterId? Counter { get; init; }

    /// <summary>Whether whoever acts may do what leaders do; the hub fills it in from the one table of permissions.</summary>
    public bool AsLeader { get; init; }

    /// <summary>Whether whoever acts may hand over what others answer for; the hub fills it in likewise.</summary>
    public bool AsManager { get; init; }
}

/// <summary>A paper as somebody ticks it.</summary>
/// <param name="Paper">The paper, as the catalogue names it in any language.</param>
/// <param name="State">How it is with it.</param>
/// <param name="FollowsBy">Hall-local day by which it follows; needed for <see cref="PaperState.ToFollow"/> and only there.</param>
public sealed record PaperMark(string Paper, PaperState State, DateOnly? FollowsBy = null);

/// <summary>Opens a matter of the citizen at the window, or one for each of up to 50 persons of an employer.</summary>
/// <param name="Counter">The window; its teller opens it.</param>
/// <param name="Service">A service of the visit that has a promise.</param>
/// <param name="Papers">What was given, waived or follows; every paper of the service that is not named is missing.</param>
/// <param name="Items">How many things it is about, 1 to 10,000: above the promise's <c>fromItems</c> its days hold.</param>
/// <param name="Reference">Number of the case in the insurance system, up to 50 characters; null for none yet.</param>
/// <param name="DeliverBy">How the result was asked for.</param>
public sealed record OpenMatter(
    CounterId Counter, ServiceCode Service, IReadOnlyList<PaperMark> Papers, int Items = 1, string? Reference = null,
    DeliveryWay DeliverBy = DeliveryWay.Window) : CounterCommand(Counter)
{
    /// <summary>
    /// For an employer: the number of each person's case, at most 50, empty ones where there is none yet; a matter is opened for each, with
    /// one receipt. Empty for one matter.
    /// </summary>
    public IReadOnlyList<string> Persons { get; init; } = [];
}

/// <summary>Takes a matter out that was opened in error: before acceptance, by its opener, on the same day.</summary>
public sealed record DropMatter(MatterNumber Matter, string Reason) : MatterCommand(Matter);

/// <summary>Notes the number of the case in the insurance system, where it was not known when the matter was opened.</summary>
/// <param name="Matter">The matter, before it is finished.</param>
/// <param name="Reference">1 to 50 characters.</param>
public sealed record NoteReference(MatterNumber Matter, string Reference) : MatterCommand(Matter);

/// <summary>Tells everything that is missing, at once.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Missing">The papers; every missing one when empty.</param>
/// <param name="Note">What is said to it, up to 500 characters; null when nothing.</param>
public sealed record TellOnce(MatterNumber Matter, IReadOnlyList<string> Missing, string? Note = null) : MatterCommand(Matter);

/// <summary>Papers came, at whatever window or by the clerk.</summary>
public sealed record SupplyPapers(MatterNumber Matter, IReadOnlyList<PaperMark> Papers) : MatterCommand(Matter);

/// <summary>Accepts a matter: its days run from the day after, and the citizen gets a receipt with the last one.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Papers">Papers as they are now, where that changed with the acceptance.</param>
public sealed record AcceptMatter(MatterNumber Matter, IReadOnlyList<PaperMark> Papers) : MatterCommand(Matter);

/// <summary>"Next" at the desk: the hall gives the first of the line that this person may look at.</summary>
/// <param name="Step">The step whose line it is.</param>
/// <param name="By">Who presses.</param>
public sealed record TakeStep(RouteStep Step, StaffNumber By) : HallCommand;

/// <summary>Gives a step back undone: the matter goes to the head of somebody else's line, and it is counted.</summary>
public sealed record GiveBackStep(MatterNumber Matter, string Reason) : MatterCommand(Matter);

/// <summary>Passes a step.</summary>
public sealed record PassStep(MatterNumber Matter) : MatterCommand(Matter);

/// <summary>Returns a matter to its acceptor; the clock runs on.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Faults">Codes of the hall's faults, 1 to 20.</param>
/// <param name="Note">What is said to them, up to 500 characters; null when nothing.</param>
public sealed record ReturnStep(MatterNumber Matter, IReadOnlyList<string> Faults, string? Note = null) : MatterCommand(Matter);

/// <summary>The acceptor, or who took over, has corrected what was returned: it goes back to the step that returned it.</summary>
public sealed record CorrectMatter(MatterNumber Matter, string Note) : MatterCommand(Matter);

/// <summary>Stops the clock on a published ground.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Ground">Code of the ground.</param>
/// <param name="Days">Working days at most, up to what the ground leaves; null for all of them.</param>
public sealed record SuspendMatter(MatterNumber Matter, string Ground, int? Days = null) : MatterCommand(Matter);

/// <summary>Lets the clock run again.</summary>
public sealed record ResumeMatter(MatterNumber Matter) : MatterCommand(Matter);

/// <summary>A leader puts the last day off, before it has passed.</summary>
public sealed record ExtendMatter(MatterNumber Matter, int Days, string Reason) : MatterCommand(Matter);

/// <summary>Finishes a matter.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Outcome">With what; a withdrawal needs no step and ends it.</param>
/// <param name="Reason">The reason in writing, 1 to 500 characters, of a refusal; else up to 500 or null.</param>
public sealed record FinishMatter(MatterNumber Matter, MatterOutcome Outcome, string? Reason = null) : MatterCommand(Matter);

/// <summary>The citizen was told the result.</summary>
public sealed record TellResult(MatterNumber Matter, DeliveryWay Way) : MatterCommand(Matter);

/// <summary>The result came into the citizen's hands.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Way">How; another way than was asked for needs a reason.</param>
/// <param name="Fetcher">Who took it.</param>
/// <param name="Reason">Why in another way, or what an agent showed, 1 to 200 characters; null where neither.</param>
public sealed record DeliverMatter(MatterNumber Matter, DeliveryWay Way, ResultFetcher Fetcher, string? Reason = null)
    : MatterCommand(Matter);

/// <summary>Asks somebody else to answer for a matter; whoever answers for it does so until the other has taken it.</summary>
public sealed record HandOverMatter(MatterNumber Matter, StaffNumber To) : MatterCommand(Matter);

/// <summary>Takes a matter over that was handed to oneself.</summary>
public sealed record TakeOver(MatterNumber Matter) : MatterCommand(Matter);

/// <summary>Somebody was asked something, with or without a ticket: they answer for it (首问负责).</summary>
/// <param name="Place">Where, 1 to 200 characters.</param>
/// <param name="Text">The question, 1 to 500 characters.</param>
/// <param name="By">Who was asked.</param>
public sealed record AskFirst(string Place, string Text, StaffNumber By) : HallCommand;

/// <summary>A question was answered.</summary>
/// <param name="Enquiry">Its number.</param>
/// <param name="Text">The answer, 1 to 500 characters.</param>
/// <param name="By">Who answered.</param>
public sealed record AnswerEnquiry(long Enquiry, string Text, StaffNumber By) : HallCommand;

/// <summary>
/// Somebody will be away. A declaration takes the place of those of the same person that it meets, so that a shorter one brings them back.
/// </summary>
/// <param name="Staff">Who.</param>
/// <param name="From">First hall-local day.</param>
/// <param name="To">Last hall-local day, at most 366 days later.</param>
/// <param name="By">Who declares it.</param>
public sealed record DeclareAbsence(StaffNumber Staff, DateOnly From, DateOnly To, StaffNumber By) : HallCommand;

/// <summary>Sets who is the hall's manager on these days; other days stay.</summary>
/// <param name="Days">1 to 400 days, none before today, each once.</param>
/// <param name="By">Who sets it.</param>
public sealed record SetRoster(IReadOnlyList<RosterDay> Days, StaffNumber By) : HallCommand;

/// <summary>
/// Puts a calendar of working days in force and dates the open matters anew; finished ones keep their day.
/// </summary>
/// <param name="Years">The whole calendar.</param>
/// <param name="By">Who publishes it; null for the one that the program begins with.</param>
public sealed record PublishWorkCalendar(IReadOnlyList<Calendar.WorkYear> Years, StaffNumber? By = null) : HallCommand;

/// <summary>What the drawn checker found in a finished matter.</summary>
/// <param name="Check">Number of the check.</param>
/// <param name="Faults">Codes of the hall's faults; empty when it is in order.</param>
/// <param name="By">Who looked.</param>
public sealed record RecordCheck(long Check, IReadOnlyList<string> Faults, StaffNumber By) : HallCommand;

/// <summary>Does what the calendar alone makes due on a day; the engine sends it after it has opened the day.</summary>
public sealed record PassDeadlines(DateOnly Day) : HallCommand;

/// <summary>Draws which of the matters that were finished on a day are looked at again, and by whom; the engine sends it.</summary>
/// <param name="Day">The day that is over.</param>
/// <param name="Seed">What decides, so that nobody knows beforehand.</param>
public sealed record DrawChecks(DateOnly Day, long Seed) : HallCommand;
