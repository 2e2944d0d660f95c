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

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall's configuration.</summary>
    [Parameter, EditorRequired] public HallPlan Plan { get; set; } = default!;

    /// <summary>The ticket called or served.</summary>
    [Parameter, EditorRequired] public Ticket Ticket { get; set; } = default!;

    /// <summary>The hall's time.</summary>
    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    /// <summary>The note about this stay.</summary>
    [Parameter, EditorRequired] public NoteDraft Note { get; set; } = default!;

    /// <summary>Where the sheet of what is missing is printed.</summary>
    [Parameter] public string ToldOnce { get; set; } = "";

    /// <summary>Whether nobody may act here at the moment.</summary>
    [Parameter] public bool Disabled { get; set; }

    /// <summary>A paper was ticked, or unticked.</summary>
    [Parameter] public EventCallback<(string Paper, bool Has)> OnTick { get; set; }

    /// <summary>Something about the visit's matters is to be put right.</summary>
    [Parameter] public EventCallback<(CounterAction Action, ServiceCode? Matter)> OnMatter { get; set; }

    private bool Serving => Ticket.State == TicketState.Serving;

    private DateTimeOffset Since => Ticket.Periods.IsEmpty ? Now : Ticket.Periods[^1].From;

    private double TypicalMinutes => Plan.Find(Ticket.Service)?.Minutes ?? 6;

    private int TypicalLow => Math.Max(1, (int)Math.Round(TypicalMinutes * LowShare));

    private int TypicalHigh => Math.Max(TypicalLow + 1, (int)Math.Round(TypicalMinutes * HighShare));

    private bool IsLong => Serving && (Now - Since).TotalMinutes > 2 * TypicalHigh;

    /// <summary>Whether the papers stand below with the matter, with more to say of each.</summary>
    [Parameter]
    public bool PapersBelow { get; set; }

    private IReadOnlyList<string> Documents => CounterPapers.Of(Plan, Ticket.Service, Words.Language);

    private int Missing => Documents.Count(document => !Has(document));

    // What is still being written stands in the field.
    private IEnumerable<string> OtherNotes => Ticket.NoteBeingWritten.Length > 0 ? Ticket.Notes.SkipLast(1) : Ticket.Notes;

    private string NoteState => (Note.Failed, Note.IsUnsaved, Note.SavedAt) switch
    {
        ({ } failed, _, _) => Words[Word.CounterNoteFailed, Words.Find(WordGroup.Rejection, failed.Code) ?? failed.Message],
        (_, true, _) => Words[Word.CounterNoteSaving],
        (_, _, { } at) => Words[Word.CounterNoteSaved, HallTime.Clock(Plan, at)],
        _ => "",
    };

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

            return string.Join(" · ", facts);
        }
    }

    private TimeSpan? Length(PeriodKind kind, int leg)
    {
        var periods = Ticket.Periods.Where(period => period.Kind == kind && period.Leg == leg).ToList();
        return periods.Count == 0 ? null : periods.Aggregate(TimeSpan.Zero, (sum, period) => sum + ((period.To ?? Now) - period.From));
    }

    private string NameOf(ServiceCode code) => Plan.NameOf(code, Words.Language);

    private bool Has(string document) => CounterPapers.IsBrought(Plan, Ticket, document);
}
