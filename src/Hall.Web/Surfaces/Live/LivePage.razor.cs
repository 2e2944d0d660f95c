using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Hub.Accounts;
using Hall.Hub.Balance;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Hall.Web.Surfaces.Live;

/// <summary>The hall as it is now: the verdict, what needs a hand with the act beside it, and the next hour.</summary>
public sealed partial class LivePage
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private HallVerdict _verdict = new(true, false, "", "", null);
    private IReadOnlyList<(ManagerAlert Alert, Offer? Offer)> _items = [];
    private ManagerAlert? _first;
    private HourFigures? _hour;
    private UsualDay? _usual;
    private ZoneCode? _zone;
    private string? _refused;
    private bool _maySteer;
    private bool _busy;

    [Inject]
    private HubAlerts Hub { get; set; } = default!;

    [Inject]
    private WaitingHistory History { get; set; } = default!;

    [Inject]
    private SteeringDesk Desk { get; set; } = default!;

    [Inject]
    private FaultCalls Calls { get; set; } = default!;

    [Inject]
    private UsualWaiting Usual { get; set; } = default!;

    private TimeSpan TimeOfDay => Snapshot!.Plan.Local(Now).TimeOfDay;

    private ZoneCode ShownZone => _zone ?? _verdict.Zone?.Zone ?? Snapshot!.Zones[0].Zone;

    private WaitingSample? HourAgo => History.Of(Snapshot!.Hall) is [var first, ..] && Now - first.At >= TimeSpan.FromMinutes(50)
        ? first : null;

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        Look();
        return true;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        _maySteer = Who is null || May(Permission.HallSteer);
        if (Engine is not null)
        {
            await ReadAsync();
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Look();
    }

    /// <inheritdoc />
    protected override void OnTick() => Begin(ReadAsync);

    private async Task ReadAsync()
    {
        try
        {
            _hour = await Engine!.AskAsync(new HourFiguresQuery(Hour));
            _usual = await Usual.OfAsync(Snapshot!.Plan, Snapshot.BusinessDay);
        }
        catch (JournalUnavailableException)
        {
            // The alert says so; the figures stand as they were.
        }

        Look();
        Desk.Want(Engine!, withChanges: _items.Any(item => item.Alert.Zone is not null));
    }

    private void Look()
    {
        if (Snapshot is not { } snapshot)
        {
            return;
        }

        var outlook = Desk.OutlookOf(snapshot.Hall);
        var alerts = ManagerAlert.Of(snapshot, Hub.All, Now, Words);
        _verdict = HallVerdict.Of(snapshot, alerts, Words);
        _items = Once([.. alerts.OrderByDescending(alert => alert.Urgent)
            .Select(alert => (alert, Offers.For(alert, snapshot, outlook, Words)))]);
        _first = _items.FirstOrDefault(item => item.Offer is { Href: null, SendsFor: false, Button.Length: > 0 } && SentFor(item
            .Alert) is null).Alert;
    }

    // One change may help several alerts; it has one button, at the first of them.
    private List<(ManagerAlert Alert, Offer? Offer)> Once(List<(ManagerAlert Alert, Offer? Offer)> items)
    {
        var offered = new HashSet<ChangeOrder>();
        return items.ConvertAll(item => item.Offer?.Change is { } change && !offered.Add(change)
            ? (item.Alert, new Offer(Words[Word.LiveOfferSame], "", ""))
            : item);
    }

    private FaultCall? SentFor(ManagerAlert alert) => alert.Hub is { } hub ? Calls.Of(hub) : null;

    private double? WaitOf(ZoneCode zone) => Snapshot?.Zone(zone)?.Estimate?.P50Seconds;

    private RenderFragment Chart(ZoneWaiting zone, int height) => builder =>
    {
        var outlook = Desk.OutlookOf(Snapshot!.Hall);
        var offered = _items.FirstOrDefault(item => item.Alert.Zone == zone.Zone && item.Offer?.Answer is not null).Offer?.Answer;
        builder.OpenComponent<NextHour>(0);
        builder.SetKey(zone.Zone);
        builder.AddComponentParameter(1, nameof(NextHour.Words), Words);
        builder.AddComponentParameter(2, nameof(NextHour.Plan), Snapshot.Plan);
        builder.AddComponentParameter(3, nameof(NextHour.Zone), zone.Zone);
        builder.AddComponentParameter(4, nameof(NextHour.Now), Now);
        builder.AddComponentParameter(5, nameof(NextHour.TypicalSeconds), (double?)zone.Estimate?.P50Seconds);
        builder.AddComponentParameter(6, nameof(NextHour.Samples), History.Of(Snapshot.Hall));
        builder.AddComponentParameter(7, nameof(NextHour.Course), outlook?.Figures.Courses.GetValueOrDefault(zone.Zone) ?? []);
        builder.AddComponentParameter(8, nameof(NextHour.WithHelp), offered?.After.Courses.GetValueOrDefault(zone.Zone) ?? []);
        builder.AddComponentParameter(9, nameof(NextHour.Height), height);
        builder.CloseComponent();
    };

    private async Task PressAsync(ManagerAlert alert, Offer offer)
    {
        if (!_maySteer)
        {
            _refused = Words[Word.ManagerReadonly];
            return;
        }

        (_busy, _refused) = (true, null);
        try
        {
            await CarryOutAsync(alert, offer);
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task CarryOutAsync(ManagerAlert alert, Offer offer)
    {
        var (before, by) = (Snapshot!, Actor.Length == 0 ? null : Actor);
        if (offer.SendsFor)
        {
            Calls.Call(alert.Hub!, Actor);
            return;
        }

        var command = offer.Change is { } order ? BalanceOrder.CommandFor(order, before, by)
            : alert.ClockInDoubt ? new CorrectClock(Time.GetUtcNow()) : offer.Command;
        if (command is null)
        {
            return;
        }

        var (rejection, noted) = await Desk.DoAsync(Engine!, command,
            id => offer.Change is { } done ? SteeringDesk.ActOf(id, done, before, offer.Answer, alert.Zone, Actor)
                : new DoneAct(id, Now, Actor, (_, words) => words[Word.LiveDoneOf, alert.Text])
                {
                    Back = offer.Back is { } back ? _ => back : null,
                },
            Actor);
        _refused = rejection is not null ? Words.Find(WordGroup.Rejection, rejection.Code) ?? rejection.Message
            : noted ? null : Words[Word.BalanceUnnoted];
    }

    private async Task UndoAsync(DoneAct act)
    {
        try
        {
            var rejection = _maySteer ? await Desk.UndoAsync(Engine!, act.Id, Actor) : null;
            _refused = rejection is null ? null : Words.Find(WordGroup.Rejection, rejection.Code) ?? rejection.Message;
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
    }
}
