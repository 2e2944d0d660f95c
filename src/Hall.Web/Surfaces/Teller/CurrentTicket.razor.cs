using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Teller;

/// <summary>Who stands at the window, what for, since when, and with which papers.</summary>
public sealed partial class CurrentTicket
{
    private const double LowShare = 0.6;
    private const double HighShare = 1.4;
    private readonly HashSet<(ServiceCode, string)> _ticked = [];

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall's configuration.</summary>
    [Parameter, EditorRequired] public HallPlan Plan { get; set; } = default!;

    /// <summary>The ticket called or served.</summary>
    [Parameter, EditorRequired] public Ticket Ticket { get; set; } = default!;

    /// <summary>The hall's time.</summary>
    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    /// <summary>What was typed and is not saved yet.</summary>
    [Parameter] public string Note { get; set; } = "";

    /// <summary>It changed.</summary>
    [Parameter] public EventCallback<string> NoteChanged { get; set; }

    /// <summary>It is to be saved.</summary>
    [Parameter] public EventCallback OnNote { get; set; }

    private bool Serving => Ticket.State == TicketState.Serving;

    private DateTimeOffset Since => Ticket.Periods.IsEmpty ? Now : Ticket.Periods[^1].From;

    private double TypicalMinutes => Plan.Find(Ticket.Service)?.Minutes ?? 6;

    private int TypicalLow => Math.Max(1, (int)Math.Round(TypicalMinutes * LowShare));

    private int TypicalHigh => Math.Max(TypicalLow + 1, (int)Math.Round(TypicalMinutes * HighShare));

    private bool IsLong => Serving && (Now - Since).TotalMinutes > 2 * TypicalHigh;

    private IReadOnlyList<string> Documents => Plan.Find(Ticket.Service) is { } service
        && (service.Documents.TryGetValue(Words.Language, out var list) || service.Documents.TryGetValue(Words.Chinese, out list))
        ? list
        : [];

    private string Facts
    {
        get
        {
            List<string> facts = [];
            var leg = Ticket.CurrentLeg?.Number ?? 1;
            if (Length(PeriodKind.Wait, leg) is { } wait)
            {
                facts.Add(Words[Word.CounterWaited, Elapsed.InWords(wait, Words)]);
            }

            if (Serving && Length(PeriodKind.Walk, leg) is { } walk)
            {
                facts.Add(Words[Word.CounterWalked, Elapsed.InWords(walk, Words)]);
            }

            facts.Add(Plan.Priorities.TryGetValue(Ticket.Priority, out var priority)
                && priority.Names.In(Words.Language) is { Length: > 0 } name
                ? name
                : Words[Word.CounterRegular]);
            if (Ticket.ForAnother)
            {
                facts.Add(Words[Word.CounterForAnother]);
            }

            if (Ticket.Services.Length > 1)
            {
                var place = Ticket.Services.Count(service => service.State == VisitServiceState.Done) + 1;
                facts.Add(Ticket.NextService is { } next
                    ? Words[Word.CounterServicesNext, Math.Min(place, Ticket.Services.Length), Ticket.Services.Length, NameOf(next)]
                    : Words[Word.CounterServices, Math.Min(place, Ticket.Services.Length), Ticket.Services.Length]);
            }

            return string.Join(" · ", facts);
        }
    }

    private TimeSpan? Length(PeriodKind kind, int leg)
    {
        var periods = Ticket.Periods.Where(period => period.Kind == kind && period.Leg == leg).ToList();
        return periods.Count == 0 ? null : periods.Aggregate(TimeSpan.Zero, (sum, period) => sum + ((period.To ?? Now) - period.From));
    }

    private string NameOf(ServiceCode code) => Plan.NameOf(code, Words.Language);

    private void Tick(string document, bool has)
    {
        if (has)
        {
            _ticked.Add((Ticket.Service, document));
        }
        else
        {
            _ticked.Remove((Ticket.Service, document));
        }
    }
}
