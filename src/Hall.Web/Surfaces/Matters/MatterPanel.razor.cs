using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Matters;

/// <summary>The papers of the matter that is being served, and what becomes of it; nothing where its service promises nothing.</summary>
public sealed partial class MatterPanel
{
    private static readonly PaperState[] States = [PaperState.Given, PaperState.Missing, PaperState.Waived];
    private string? _refused;
    private bool _busy;

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall's engine.</summary>
    [Parameter, EditorRequired] public IHall Hall { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter.</summary>
    [Parameter, EditorRequired] public CounterView Counter { get; set; } = default!;

    /// <summary>Who is served.</summary>
    [Parameter, EditorRequired] public Ticket Ticket { get; set; } = default!;

    /// <summary>Whether nothing may be done here now.</summary>
    [Parameter] public bool Disabled { get; set; }

    private Promise? Promise => Snapshot.Plan.Find(Ticket.Service)?.Promise;

    private MatterView? View => Snapshot.Matters.Matters.Values.LastOrDefault(matter => matter.Ticket == Ticket.Id
        && matter.Service == Ticket.Service && matter.Stage != MatterStage.Dropped) is { } found
            ? MatterView.Of(Snapshot.Plan, Snapshot.Matters, found, Snapshot.Plan.DayOf(Snapshot.At)) : null;

    private bool Missing => View!.Matter.MissingPapers.Any();

    /// <summary>Whether the papers stand here, so that they need not stand above as well.</summary>
    public static bool HasPapers(HallSnapshot snapshot, Ticket ticket) => snapshot.Matters.Matters.Values.Any(matter =>
        matter.Ticket == ticket.Id && matter.Service == ticket.Service && matter.Stage is MatterStage.Opened or MatterStage.Told);

    // What was ticked before is given.
    private Task OpenAsync() => DoAsync(new OpenMatter(Counter.Counter.Id, Ticket.Service,
        [.. Snapshot.Plan.Find(Ticket.Service)!.Documents.SelectMany(list => list.Value)
            .Where(paper => Ticket.HasPaper(Ticket.Service, paper)).Distinct().Select(paper => new PaperMark(paper, PaperState.Given))]));

    private Task MarkAsync(MatterPaper paper, PaperState state) =>
        DoAsync(new SupplyPapers(View!.Matter.Number, [new(paper.Paper, state)]));

    private Task ReferAsync(string? reference) =>
        DoAsync(new NoteReference(View!.Matter.Number, reference?.Trim() ?? ""));

    private async Task DoAsync(HallCommand command)
    {
        _busy = true;
        var by = Counter.Counter.Teller;
        _refused = await MatterText.DoAsync(Hall,
            command is MatterCommand matter ? matter with { By = by, Counter = Counter.Counter.Id } : command, Words);
        _busy = false;
    }
}
