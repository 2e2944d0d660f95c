using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Pad;

/// <summary>Whose service is asked about, as the pad shows it.</summary>
/// <param name="Minute">The pad's minute.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="Teller">The staff number of who served.</param>
/// <param name="Service">What was done.</param>
public sealed record PadQuestion(RatingWindow Minute, string Number, string Teller, string Service);

/// <summary>The pad at a window, the same flow as a serial one: idle, the pad's minute, reasons, thanks.</summary>
public sealed partial class PadPage
{
    // A choice that was made is sent before the minute is over, with whatever reasons were picked until then.
    private static readonly TimeSpan SendBefore = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan ThanksShown = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _reasons = [];
    private PadQuestion? _asked;
    private (TicketId Ticket, int Leg)? _answered;
    private FeedbackLevel? _level;
    private DateTimeOffset _chosenAt;
    private string _pressId = "";
    private string? _thanks;
    private DateTimeOffset _thankedAt;
    private bool _sending;
    private bool _looking;

    /// <summary>The counter in the address.</summary>
    [Parameter]
    public string Counter { get; set; } = "";

    /// <inheritdoc />
    protected override TimeSpan? TickEvery => TimeSpan.FromMilliseconds(500);

    private CounterId Id => new(Counter);

    private CounterView? View => Snapshot?.Counter(Id);

    private int SecondsLeft => _asked is null ? 0 : Math.Max(0, (int)Math.Ceiling((_asked.Minute.Until - Now).TotalSeconds));

    private int RingLeft => _asked is null
        ? 0
        : (int)Math.Clamp(100 * (_asked.Minute.Until - Now).TotalSeconds / (_asked.Minute.Until - _asked.Minute.AskedAt).TotalSeconds, 0,
            100);

    /// <inheritdoc />
    protected override void OnTick()
    {
        if (_thanks is not null && Time.GetUtcNow() - _thankedAt >= ThanksShown)
        {
            _thanks = null;
        }

        if (_asked is not null && _level is not null && !_sending && Now >= _asked.Minute.Until - SendBefore)
        {
            Begin(SendAsync);
        }

        if (_asked is not null && Now >= _asked.Minute.Until && !_sending)
        {
            Forget();
        }

        Begin(LookAsync);
    }

    /// <inheritdoc />
    protected override void OnEntry(JournalEntry entry)
    {
        switch (entry.Event)
        {
            case FeedbackGiven given when given.Counter == Id:
                _answered = (given.Ticket, given.Leg);
                if (_asked is not null && !_sending && _asked.Minute.Ticket == given.Ticket)
                {
                    Forget();
                }

                break;
            case ServiceCompleted or TicketTransferred or ActionUndone when entry.Event is CounterEvent { Counter: var at } && at == Id
                || entry.Event is TicketAtCounterEvent { Counter: var there } && there == Id:
                Begin(LookAsync);
                break;
        }
    }

    private async Task LookAsync()
    {
        var minute = Engine?.Snapshot.Counter(Id)?.Question;
        var isOpen = minute is not null && minute.Until > Now && _answered != (minute.Ticket, minute.Leg);
        if (!isOpen || _looking || _asked?.Minute == minute)
        {
            if (!isOpen && _asked is not null && !_sending && minute != _asked.Minute)
            {
                await SendChosenAsync();
                Forget();
            }

            return;
        }

        _looking = true;
        try
        {
            var view = await Engine!.AskAsync(new TicketById(minute!.Ticket));
            var leg = view?.Ticket.Legs.FirstOrDefault(leg => leg.Number == minute.Leg);
            if (view is null || leg is null || leg.Rating is not null)
            {
                _answered = (minute.Ticket, minute.Leg);
                return;
            }

            await SendChosenAsync();
            Forget();
            _thanks = null;
            _asked = new(minute, view.Ticket.Number, leg.Teller.Value, NameOf(ServedIn(view.Ticket, minute.Leg)));
            _pressId = Guid.NewGuid().ToString("N");
            StateHasChanged();
        }
        finally
        {
            _looking = false;
        }
    }

    // What was done in the leg, which a transfer may have exchanged for another matter since.
    private static ServiceCode ServedIn(Ticket ticket, int leg) =>
        ticket.Periods.LastOrDefault(period => period.Kind == PeriodKind.Service && period.Leg == leg)?.Service ?? ticket.Service;

    private string NameOf(ServiceCode code) =>
        Snapshot!.Plan.NameOf(code, Language);

    private void ChooseAsync(FeedbackLevel level)
    {
        if (_level != level)
        {
            (_level, _chosenAt) = (level, Now);
            _reasons.Clear();
        }
    }

    private void Toggle(string reason)
    {
        if (!_reasons.Remove(reason))
        {
            _reasons.Add(reason);
        }
    }

    // The window has gone on to the next citizen: what the one before chose is theirs still, by the moment at which they chose it.
    private Task SendChosenAsync() => _level is null ? Task.CompletedTask : SendAsync();

    private async Task SendAsync()
    {
        if (_sending || _asked is not { } asked || _level is not { } level)
        {
            return;
        }

        _sending = true;
        try
        {
            var outcome =
                await Engine!.ExecuteAsync(new PressPad(Id, level, [.. _reasons.Order(StringComparer.Ordinal)], _pressId,
                    asked.Minute.Ticket, _chosenAt));
            if (_asked == asked)
            {
                Thank(outcome.Stray is { } stray ? Said(stray) : outcome.Succeeded ? Word.PadThanks : Word.PadFailed);
                _answered = (asked.Minute.Ticket, asked.Minute.Leg);
                Forget();
            }
        }
        catch (JournalUnavailableException)
        {
            Thank(Word.PadFailed);
        }
        finally
        {
            _sending = false;
        }

        StateHasChanged();
    }

    private static string Said(UnmatchedPressKind stray) => stray switch
    {
        UnmatchedPressKind.Second => Word.PadSecond,
        UnmatchedPressKind.Late => Word.PadLate,
        _ => Word.PadNothing,
    };

    private void Thank(string key)
    {
        _thanks = key;
        _thankedAt = Time.GetUtcNow();
    }

    private void Forget()
    {
        _asked = null;
        _level = null;
        _reasons.Clear();
    }
}
