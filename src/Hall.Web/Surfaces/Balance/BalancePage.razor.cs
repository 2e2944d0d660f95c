using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Forecasting.Live;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Accounts;
using Hall.Hub.Balance;
using Hall.Hub.Engine;
using Hall.Storage.Alerts;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Balance;

/// <summary>What the next hour will be like, and what one change would do about it.</summary>
public sealed partial class BalancePage
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _gone = new();
    private BalanceFigures? _figures;
    private IReadOnlyList<ForecastScore> _scores = [];
    private IReadOnlyList<BalanceAnswer>? _ranked;
    private BalanceAnswer? _shown;
    private HallPlan? _began;
    private PublicationAnswer? _meanwhile;
    private string? _refused;
    private bool _asking;
    private bool _looking;
    private long _lookedAt;

    [Inject]
    private WhatIfService Office { get; set; } = default!;

    [Inject]
    private SteeringDesk Desk { get; set; } = default!;

    [Inject]
    private HubAlerts Hub { get; set; } = default!;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    private IReadOnlyList<TellerDefinition> FreeTellers
    {
        get
        {
            var at = Snapshot!.Counters.Select(view => view.Counter.Teller).OfType<Hall.Core.Identifiers.StaffNumber>().ToHashSet();
            return [.. Snapshot.Plan.Configuration.Tellers.Where(teller => !at.Contains(teller.Teller))];
        }
    }

    /// <inheritdoc />
    protected override TimeSpan? TickEvery => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender && Engine is not null)
        {
            Begin(LookAsync);
        }
    }

    /// <inheritdoc />
    protected override void OnTick()
    {
        if (!_looking && Time.GetElapsedTime(_lookedAt) >= Fresh)
        {
            Begin(LookAsync);
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await base.DisposeAsync();
        _gone.Dispose();
    }

    private async Task LookAsync()
    {
        _looking = true;
        try
        {
            var (_, figures) = await Office.LookAheadAsync(Engine!, _gone.Token);
            var scores = await Engine!.AskAsync(new ForecastQuality(), _gone.Token);
            await InvokeAsync(() =>
            {
                (_figures, _scores, _lookedAt, _looking) = (figures, scores, Time.GetTimestamp(), false);
                StateHasChanged();
            });
        }
        catch (Exception away) when (away is OperationCanceledException or JournalUnavailableException or ObjectDisposedException)
        {
            // The page was left, or the hall is not there at the moment; the next tick asks again.
            (_lookedAt, _looking) = (Time.GetTimestamp(), false);
        }
    }

    private Task RankAsync() => AskAsync(async cancel =>
    {
        // What changes nothing is not proposed; whoever wants to know it asks for it by name.
        _ranked = [.. (await Office.RankAsync(Engine!, cancel)).Where(answer => answer.Helps)];
        _shown = null;
    });

    private Task TryAsync(BalanceChange change) => AskAsync(async cancel =>
    {
        var answer = await Office.WhatIfAsync(Engine!, change, cancel);
        _ranked = [answer, .. (_ranked ?? []).Where(other => other.Change != change)];
        _shown = answer;
    });

    private async Task AskAsync(Func<CancellationToken, Task> ask)
    {
        (_asking, _refused, _meanwhile, _began) = (true, null, null, Snapshot!.Plan);
        try
        {
            await ask(_gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
        finally
        {
            _asking = false;
        }
    }

    private void Show(BalanceAnswer answer) => _shown = _shown == answer ? null : answer;

    private bool MayApply(BalanceChange change) =>
        May(change is LearnOne ? Permission.ConfigurationPublish : Permission.HallSteer);

    private async Task ApplyAsync(ChangeOrder order)
    {
        if (!MayApply(order.Change))
        {
            _refused = Words[Word.PeopleFaultPermission];
            return;
        }

        try
        {
            await CarryOutAsync(order);
            await LookAsync();
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
    }

    private async Task CarryOutAsync(ChangeOrder order)
    {
        if (BalanceOrder.CommandFor(order, Snapshot!, Actor.Length == 0 ? null : Actor) is { } command)
        {
            var (before, answer) = (Snapshot!, _ranked?.FirstOrDefault(one => one.Change == order.Change));
            var (rejection, noted) = await Desk.DoAsync(Engine!, command,
                id => SteeringDesk.ActOf(id, order, before, answer, null, Actor), Actor);
            Say(order, rejection, noted);
        }
        else if (BalanceOrder.PublicationFor(order, _began!, Actor.Length == 0 ? null : new(Actor), Words) is { } wish)
        {
            var answer = await ConfigurationPublisher.PublishSeenAsync(Engine!, wish);

            // What others changed is shown first; the next press begins with it.
            (_began, _meanwhile) = (answer.InForce, !answer.Succeeded && answer.Meanwhile.Count > 0 ? answer : null);
            Say(order, answer.Rejection, noted: true);
        }
    }

    private async Task UndoAsync(DoneAct act)
    {
        try
        {
            var rejection = May(Permission.HallSteer) ? await Desk.UndoAsync(Engine!, act.Id, Actor) : null;
            _refused = rejection is null ? null : Words.Find(WordGroup.Rejection, rejection.Code) ?? rejection.Message;
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
    }

    private void Say(ChangeOrder order, Rejection? rejection, bool noted)
    {
        _refused = _meanwhile is not null ? Words[Word.BalanceMeanwhile]
            : rejection is null ? null : Words.Find(WordGroup.Rejection, rejection.Code) ?? rejection.Message;
        if (_refused is not null)
        {
            return;
        }

        _ranked = [.. _ranked!.Where(answer => answer.Change != order.Change)];
        if (noted)
        {
            Edge.SayDone(Words[Word.BalanceApplied, ChangeWords.Of(order.Change, Snapshot!.Plan, Words)]);
        }
        else
        {
            // It was done, and nobody will read by whom.
            _refused = Words[Word.BalanceUnnoted];
        }
    }
}
