using System.Collections.Frozen;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Forecasting.WhatIf;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Live;

/// <summary>Finds for each alert what can be done about it now. What would change nothing is not offered.</summary>
public static class Offers
{
    // Where an alert of the hub is dealt with on a page of the manager's; for all others somebody is sent for.
    private static readonly FrozenDictionary<string, string> Pages = new Dictionary<string, string>
    {
        [AlertKind.CaseDue] = "cases", [AlertKind.ComplaintFlood] = "cases", [AlertKind.KioskFast] = "screens",
        [AlertKind.ScreenTwice] = "screens", [AlertKind.SoundRefused] = "screens", [AlertKind.PublicationFailed] = "configuration",
        [AlertKind.DocumentUnreadable] = "configuration",
    }.ToFrozenDictionary();

    // What stands in the hall and can be touched; for the rest of the hub the administrator is asked.
    private static readonly FrozenSet<string> Devices = FrozenSet.Create(StringComparer.Ordinal, AlertKind.LineDown, AlertKind.LineSilent,
        AlertKind.DeviceMute, AlertKind.AgentAway, AlertKind.PaperOut, AlertKind.PaperLow, AlertKind.CoverOpen, AlertKind.PrinterFault,
        AlertKind.NotPrinted, AlertKind.PerhapsPrinted, AlertKind.NoSound, AlertKind.VoiceSilent, AlertKind.PressSetAside,
        AlertKind.AgentTwice, AlertKind.AgentWork, AlertKind.AgentSetAside);

    /// <summary>The offer for an alert; null when there is none.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="snapshot">The hall.</param>
    /// <param name="outlook">Its next hour; null while it is not known.</param>
    /// <param name="words">The words.</param>
    public static Offer? For(ManagerAlert alert, HallSnapshot snapshot, HallOutlook? outlook, Words words) => alert switch
    {
        { HelpRequest: { } request } => new(words[Word.LiveOfferHelp], "", words[Word.ManagerAnswer])
        {
            Command = new AnswerHelp(request),
            Back = snapshot.HelpWanted.FirstOrDefault(help => help.Request == request) is { } help ? new RequestHelp(help.Place) : null,
        },
        { ClockInDoubt: true } => new(words[Word.LiveOfferClock], words[Word.LiveOfferClockWhy], words[Word.ManagerClockRight]),
        { Counter: { } counter } => new(words[Word.LiveOfferLook, counter.Value], "", words[Word.LiveOfferLookButton])
        {
            Href = $"/{snapshot.Hall}/manager/counter/{counter.Value}",
        },
        { Service: { } service } => ToServe(service, snapshot, words),
        { Zone: { } zone } => InZone(zone, snapshot, outlook, words),
        { Hub: { } hub } => OfHub(hub, snapshot, words),
        _ => null,
    };

    private static Offer? InZone(ZoneCode zone, HallSnapshot snapshot, HallOutlook? outlook, Words words)
    {
        if (outlook?.Ranked is not { } ranked)
        {
            return new(words[Word.LiveOfferPlaying], "", "");
        }

        var best = ranked.Where(answer => answer.HelpsIn(zone)).Select(answer => (answer, order: OrderOf(answer.Change, snapshot)))
            .Where(pair => pair.order is not null).OrderBy(pair => pair.answer.After.Zones[zone].MeanSeconds).FirstOrDefault();
        if (best.order is not { } order)
        {
            return new(words[Word.LiveOfferNothing], words[Word.LiveOfferNothingWhy], "");
        }

        return new(TextOf(order, snapshot, words), WhyOf(order, snapshot, words), words[Word.BalanceRowApply])
        {
            Change = order,
            Answer = best.answer,
            Effect = (best.answer.Before.Zones[zone].MeanSeconds / 60, best.answer.After.Zones[zone].MeanSeconds / 60),
        };
    }

    private static Offer? ToServe(ServiceCode service, HallSnapshot snapshot, Words words)
    {
        var able = snapshot.Counters.Where(view => snapshot.Plan.MayServe(view.Counter.Id, service))
            .Select(view => view.Counter).ToList();
        var order = able.Where(counter => counter.State is CounterState.Paused or CounterState.Closed)
            .OrderBy(counter => counter.State != CounterState.Paused)
            .Select(counter => OrderOf(new OpenOne(counter.Id), snapshot)).FirstOrDefault(found => found is not null);
        return order is null
            ? new(words[Word.LiveOfferNobodyAble], able.Count == 0 ? words[Word.LiveOfferNoCounter] : words[Word.LiveOfferNoTeller,
                words.List(able.Select(counter => counter.Id.Value))], "")
            : new(TextOf(order, snapshot, words), words[Word.LiveOfferServes], words[Word.BalanceRowApply]) { Change = order };
    }

    /// <summary>A change as it can be made now, with who is to work there; null when it cannot be made, as without anybody free.</summary>
    public static ChangeOrder? OrderOf(BalanceChange change, HallSnapshot snapshot)
    {
        if (change is OpenOne open && snapshot.Counter(open.Counter)?.Counter.State == CounterState.Closed)
        {
            return FreeTellers(snapshot).FirstOrDefault() is { } teller ? new(change, teller.Teller) : null;
        }

        return BalanceOrder.CommandFor(new(change), snapshot) is null ? null : new(change);
    }

    private static IEnumerable<TellerDefinition> FreeTellers(HallSnapshot snapshot)
    {
        var atWork = snapshot.Counters.Select(view => view.Counter.Teller).OfType<StaffNumber>().ToHashSet();
        return snapshot.Plan.Configuration.Tellers.Where(teller => !atWork.Contains(teller.Teller));
    }

    private static string TextOf(ChangeOrder order, HallSnapshot snapshot, Words words) =>
        order is { Teller: { } teller, Change: OpenOne open }
            ? words[Word.LiveOfferOpen, open.Counter.Value, Named(teller, snapshot)]
            : order.Change is OpenOne paused && snapshot.Counter(paused.Counter)?.Counter.State == CounterState.Paused
                ? words[Word.LiveOfferResume, paused.Counter.Value]
                : ChangeWords.Of(order.Change, snapshot.Plan, words);

    private static string WhyOf(ChangeOrder order, HallSnapshot snapshot, Words words)
    {
        var counter = snapshot.Counter(order.Change.Counter)?.Counter;
        return counter switch
        {
            { State: CounterState.Paused, PauseReason: { Length: > 0 } why } =>
                words[Word.LiveOfferPaused, why, (int)(snapshot.At - counter.Since).TotalMinutes],
            { State: CounterState.Idle } => words[Word.LiveOfferIdle, (int)(snapshot.At - counter.Since).TotalMinutes],
            { State: CounterState.Closed } => words[Word.LiveOfferClosed],
            { Teller: { } teller } => words[Word.LiveOfferBy, Named(teller, snapshot)],
            _ => "",
        };
    }

    private static string Named(StaffNumber teller, HallSnapshot snapshot) =>
        snapshot.Plan.Configuration.Tellers.FirstOrDefault(known => known.Teller == teller)?.Name is { Length: > 0 } name
            ? $"{name} {teller.Value}" : teller.Value;

    private static Offer OfHub(HubAlert alert, HallSnapshot snapshot, Words words) => Pages.TryGetValue(alert.Kind, out var page)
        ? new(words.Of(WordGroup.LiveOfferPage, page), "", words[Word.LiveOfferPageButton]) { Href = $"/{snapshot.Hall}/manager/{page}" }
        : new(words[Devices.Contains(alert.Kind) ? Word.LiveOfferSend : Word.LiveOfferTell], words[Word.LiveOfferSendWhy],
            words[Word.LiveOfferSendButton]) { SendsFor = true };
}
