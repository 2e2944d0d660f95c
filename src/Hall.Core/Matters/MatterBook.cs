using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hall.Core.Calendar;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>
/// What a hall knows of its matters: the open ones and those that ended since the last opening, who is away, who is on duty, what was
/// asked, what was drawn, and the working days. Immutable; only the hall's state makes a new one.
/// </summary>
public sealed record MatterBook
{
    /// <summary>A hall without matters and without a calendar of its own.</summary>
    public static MatterBook Empty { get; } = new();

    /// <summary>Open matters and those that ended since the last opening, by number.</summary>
    public ImmutableSortedDictionary<MatterNumber, Matter> Matters { get => field ?? None; init; } = None;

    /// <summary>The last number of each year.</summary>
    public ImmutableSortedDictionary<int, int> LastNumbers { get => field ?? NoNumbers; init; } = NoNumbers;

    /// <summary>The years of the calendar in force; empty before one was published.</summary>
    public ImmutableArray<WorkYear> Years
    {
        get => field.IsDefault ? [] : field;
        init
        {
            field = value;
            Calendar = value.IsDefaultOrEmpty ? null : WorkCalendar.Of(value);
        }
    }

    /// <summary>The working days; null before a calendar was published.</summary>
    [JsonIgnore]
    public WorkCalendar? Calendar { get; private init; }

    /// <summary>Who is or will be away, in the order of their declaration.</summary>
    public ImmutableArray<Absence> Absences { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who is the hall's manager, by day, from the last opening on.</summary>
    public ImmutableSortedDictionary<DateOnly, StaffNumber> Roster { get => field ?? NoRoster; init; } = NoRoster;

    /// <summary>Questions that nobody has answered.</summary>
    public ImmutableSortedDictionary<long, Enquiry> Enquiries { get => field ?? NoEnquiries; init; } = NoEnquiries;

    /// <summary>The number of the next question.</summary>
    public long NextEnquiry { get; init; } = 1;

    /// <summary>Drawn matters that nobody has looked at again yet.</summary>
    public ImmutableSortedDictionary<long, MatterCheck> Checks { get => field ?? NoChecks; init; } = NoChecks;

    /// <summary>The number of the next check.</summary>
    public long NextCheck { get; init; } = 1;

    /// <summary>Whether nothing was ever noted: then a state is written down without it, as before there were matters.</summary>
    [JsonIgnore]
    public bool IsEmpty => Matters.IsEmpty && LastNumbers.IsEmpty && Years.IsEmpty && Absences.IsEmpty && Roster.IsEmpty
        && Enquiries.IsEmpty && NextEnquiry == 1 && Checks.IsEmpty && NextCheck == 1;

    /// <summary>A matter; null when there is none of that number, or it ended before the last opening.</summary>
    public Matter? Find(MatterNumber number) => Matters.GetValueOrDefault(number);

    /// <summary>The matters whose number or whose case's number ends with a text of at least three characters, at most 50, by number:
    /// nobody behind the window knows otherwise which case it is.</summary>
    public IEnumerable<Matter> EndingWith(string text) => text.Trim() is not { Length: >= 3 } end ? [] : Matters.Values
        .Where(matter => matter.Number.Value.EndsWith(end, StringComparison.OrdinalIgnoreCase)
            || matter.Reference?.EndsWith(end, StringComparison.OrdinalIgnoreCase) == true).Take(50);

    /// <summary>The matters of a receipt, by number.</summary>
    public IEnumerable<Matter> OfReceipt(MatterNumber receipt) => Matters.Values.Where(matter => matter.Receipt == receipt);

    /// <summary>Whether somebody is away on a day.</summary>
    public bool IsAway(StaffNumber staff, DateOnly day) => Absences.Any(absence => absence.Staff == staff && absence.Covers(day));

    /// <summary>The hall's manager on a day; null when nobody was entered.</summary>
    public StaffNumber? ManagerOn(DateOnly day) => Roster.TryGetValue(day, out var manager) ? manager : null;

    private static readonly ImmutableSortedDictionary<MatterNumber, Matter> None = ImmutableSortedDictionary<MatterNumber, Matter>.Empty;
    private static readonly ImmutableSortedDictionary<int, int> NoNumbers = ImmutableSortedDictionary<int, int>.Empty;
    private static readonly ImmutableSortedDictionary<DateOnly, StaffNumber> NoRoster =
        ImmutableSortedDictionary<DateOnly, StaffNumber>.Empty;
    private static readonly ImmutableSortedDictionary<long, Enquiry> NoEnquiries = ImmutableSortedDictionary<long, Enquiry>.Empty;
    private static readonly ImmutableSortedDictionary<long, MatterCheck> NoChecks = ImmutableSortedDictionary<long, MatterCheck>.Empty;
}
