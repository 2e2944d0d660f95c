using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Web.Surfaces.Matters;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager.Matters;

/// <summary>Who is the hall's manager on which day, who holds which post and stands in for whom, and who is away.</summary>
public sealed partial class RosterPage
{
    private const int DaysShown = 14;
    private const int DaysThatMatter = 7;
    private string? _who;
    private DateOnly _from;
    private DateOnly _to;
    private string? _refused;
    private string? _warned;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    private DateOnly Today => Snapshot!.Plan.DayOf(Now);

    private IEnumerable<DateOnly> Days => Enumerable.Range(0, DaysShown).Select(Today.AddDays);

    private IEnumerable<Choice<string>> Managers => People.All
        .Where(person => person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.HallSteer)))
        .Select(person => new Choice<string>(person.Staff, $"{person.Name} {person.Staff}")).Prepend(new("", Words[Word.RosterNobody]));

    private IEnumerable<Choice<string>> Everybody => People.All.OrderBy(person => person.Staff, StringComparer.Ordinal)
        .Select(person => new Choice<string>(person.Staff, $"{person.Name} {person.Staff}"));

    private HallVerdict Verdict
    {
        get
        {
            var empty = Days.Take(DaysThatMatter).Where(IsEmpty).ToList();
            return empty.Count == 0 ? new(true, false, Words[Word.RosterWhole], "", null)
                : new(false, false, Words[Word.RosterGap, empty.Count], Words.List(empty.Select(Said)), null);
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (Snapshot is not null)
        {
            (_from, _to) = (Today, Today);
        }
    }

    // A day on which nobody works needs no manager; where the calendar lacks the year, every day may be one.
    private bool IsEmpty(DateOnly day) => Snapshot!.Matters.Calendar?.IsWorked(day) != false && Snapshot.Matters.ManagerOn(day) is null;

    private void From(DateOnly day) => (_from, _to) = (day, _to < day ? day : _to);

    private Task SetAsync(DateOnly day, string? staff) => DoAsync(new SetRoster(
        [new(day, string.IsNullOrEmpty(staff) ? null : new StaffNumber(staff))], new(Actor)));

    private Task AwayAsync() => DoAsync(new DeclareAbsence(new(_who!), _from, _to, new(Actor)));

    private async Task DoAsync(HallCommand command)
    {
        (_refused, _warned) = (null, null);
        var (refused, warnings) = await MatterText.TryAsync(Engine!, command, Words);
        _refused = refused;
        _warned = warnings.Contains(MatterCode.SubstituteAbsent) ? Words[Word.RosterBothAway] : null;
    }

    private string Said(DateOnly day) => day.ToString(Words.Language == Words.English ? "ddd d MMM" : "M月d日 ddd", Words.Culture);

    private string Named(StaffNumber staff) =>
        People.FindStaff(staff.Value)?.Name is { Length: > 0 } name ? $"{name} {staff}" : staff.Value;
}
