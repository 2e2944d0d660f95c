using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Hub.DeviceLinks;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Live;

/// <summary>One window's day: who works there, whom it served and for how long, and its devices. It shows and takes nothing over.</summary>
public sealed partial class CounterDayPage
{
    private CounterDay? _day;
    private bool _isRead;

    /// <summary>The number over the window.</summary>
    [Parameter]
    public string Counter { get; set; } = "";

    [Inject]
    private DeviceLinks Links { get; set; } = default!;

    private CounterView? View => Snapshot?.Counter(new(Counter));

    private IReadOnlyList<BreadcrumbItem> Above =>
        [new(Words[Word.ManagerLive], $"/{Hall}/manager"), new(Words[Word.CounterTitle, Counter], null, disabled: true)];

    private IReadOnlyList<(DeviceLink Line, bool IsMute)> Devices =>
    [
        .. Links.Of(Snapshot!).Where(line => line.Definition.Counters.Values.Contains(new CounterId(Counter)))
            .Select(line => (line, line.AgentAway || line.Link.Reason.Length > 0
                || line.Pads.Any(place => place.Counter == Counter && place.IsMute))),
    ];

    // What somebody forgot to end says nothing about how long a service takes.
    private TimeSpan? Typical => Median(_day!.Stays.Where(stay => !stay.Goes && stay.Served > TimeSpan.Zero)
        .Select(stay => stay.Served).Where(served => !Snapshot!.Plan.Rules.IsForgotten(served)));

    private TimeSpan? OfZone
    {
        get
        {
            var others = Snapshot!.Counters.Select(view => view.Counter)
                .Where(other => other.Zone == _day!.Counter.Zone && other.Id != _day.Counter.Id
                    && other.CompletedToday > other.ForgottenToday)
                .ToList();
            var done = others.Sum(other => other.CompletedToday - other.ForgottenToday);
            return done == 0 ? null : others.Aggregate(TimeSpan.Zero, (sum, other) => sum + other.BusyToday) / done;
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        await ReadAsync();
    }

    /// <inheritdoc />
    protected override void OnTick() => Begin(ReadAsync);

    private async Task ReadAsync()
    {
        try
        {
            _day = Engine is null ? null : await Engine.AskAsync(new CounterDayQuery(new(Counter)));
            _isRead = true;
        }
        catch (JournalUnavailableException)
        {
            // It stands as it was; the live page says why.
        }
    }

    private string NameOf(StaffNumber staff) =>
        Snapshot!.Plan.Configuration.Tellers.FirstOrDefault(teller => teller.Teller == staff)?.Name is { Length: > 0 } name ? name
            : staff.Value;

    private string Width(CounterStay stay)
    {
        var most = _day!.Stays.Max(other => other.Served);
        return most <= TimeSpan.Zero ? "0" : Invariant($"{60 * (stay.Served / most):0}px");
    }

    private static TimeSpan? Median(IEnumerable<TimeSpan> spans)
    {
        var sorted = spans.Order().ToList();
        return sorted.Count == 0 ? null : sorted[sorted.Count / 2];
    }
}
