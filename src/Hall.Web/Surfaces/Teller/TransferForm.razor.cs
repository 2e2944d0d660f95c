using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Teller;

/// <summary>Where a ticket is sent on to, and where it stands there.</summary>
public sealed partial class TransferForm
{
    private const int Most = 60;
    private Destination _kind;
    private TransferPosition _position;
    private string _search = "";
    private string? _chosen;

    private enum Destination
    {
        Service,
        Zone,
        Counter,
    }

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter that sends.</summary>
    [Parameter, EditorRequired] public CounterView Counter { get; set; } = default!;

    /// <summary>The teller thought better of it.</summary>
    [Parameter] public EventCallback OnCancel { get; set; }

    /// <summary>The command.</summary>
    [Parameter] public EventCallback<HallCommand> OnSend { get; set; }

    // Nobody is sent to a window where nobody is; the teller is told before it is sent.
    private bool IsAway =>
        _kind == Destination.Counter && _chosen is { } counter && Snapshot.Counter(new(counter))?.Counter.GivesBack(Snapshot.At) == true;

    private IEnumerable<(string Value, string Label)> Choices => _kind switch
    {
        Destination.Zone =>
            Snapshot.Plan.Configuration.Zones.Select(zone => (zone.Code.Value, $"{zone.Code.Value} {zone.Names.In(Words.Language)}")),
        Destination.Counter => Snapshot.Counters.Where(view => view.Counter.Id != Counter.Counter.Id).Select(view =>
            (view.Counter.Id.Value,
                $"{Words[Word.CounterTitle, view.Counter.Id.Value]} · {Words.Of(WordGroup.CounterState, view.Counter.State)}")),
        _ => Snapshot.Plan.Configuration.Services.Where(Matches).Take(Most)
            .Select(service => (service.Code.Value, $"{service.Code.Value} {service.Names.In(Words.Language)}")),
    };

    private bool Matches(Core.Configuration.Service service) => _search.Trim() is not { Length: > 0 } wanted
        || service.Code.Value.Contains(wanted, StringComparison.OrdinalIgnoreCase)
        || service.Initials.Contains(wanted, StringComparison.OrdinalIgnoreCase)
        || service.Names.In(Words.Language).Contains(wanted, StringComparison.OrdinalIgnoreCase);

    private void Turn(Destination kind) => (_kind, _chosen, _search) = (kind, null, "");

    private Task SendAsync() => OnSend.InvokeAsync(new TransferTicket(
        Counter.Counter.Id,
        _kind == Destination.Service ? new ServiceCode(_chosen!) : null,
        _kind == Destination.Zone ? new ZoneCode(_chosen!) : null,
        _kind == Destination.Counter ? new CounterId(_chosen!) : null,
        _position));
}
