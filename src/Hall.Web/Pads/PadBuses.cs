using System.Collections.Immutable;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;

namespace Hall.Web.Pads;

/// <summary>All serial lines with pads that the halls' configurations name.</summary>
public sealed class PadBuses(IHallDirectory halls, SlipFiles slips, LineFactory factory, ILogger<PadBus> logger) : BackgroundService
{
    private ImmutableArray<(HallId Hall, PadBus Bus)> _buses = [];

    /// <summary>The lines of a hall, in the order of its configuration.</summary>
    public IEnumerable<PadBus> Of(HallId hall) => _buses.Where(pair => pair.Hall == hall).Select(pair => pair.Bus);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _buses = [.. halls.All.SelectMany(hall => hall.Snapshot.Plan.Configuration.PadBuses.Where(definition => definition.Agent.Length == 0)
            .Select(definition => (hall.Id, new PadBus(hall, definition, definition.ToLine(hall.Id, slips), factory, logger))))];
        await Task.WhenAll(_buses.Select(pair => pair.Bus.RunAsync(stoppingToken)));
    }
}
