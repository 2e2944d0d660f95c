using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Settings;
using Hall.Devices.Supervision;

namespace Hall.Hub.Devices;

/// <summary>
/// The lines that hang on the hub itself, as the halls' configurations name them. A published configuration is followed at once: lines that
/// stay the same stay open, those that changed or went are closed, new ones are opened. Each shows how its counters are, looked at some
/// twenty times a second: a published snapshot is a new object, which costs nothing to notice.
/// </summary>
public sealed partial class HubDeviceLines(
    IHallDirectory halls, DeviceLineSettingsFactory lines, LineFactory factory, PressLog presses, TimeProvider time, StandstillReport report, ILogger<DeviceLine> logger,
    PressesSetAside? aside = null)
    : Worker("device-lines", time, report, logger)
{
    private readonly Dictionary<HallId, HallConfiguration> _followed = [];
    private ImmutableArray<DeviceLine> _buses = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>The open lines of a hall, in the order of its configuration.</summary>
    public IEnumerable<DeviceLine> Of(HallId hall) => _buses.Where(bus => bus.Hall == hall);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, LookAtAsync, stop);

    /// <inheritdoc />
    protected override async Task EndAsync()
    {
        await Task.WhenAll(_buses.Select(bus => bus.DisposeAsync().AsTask()));
        _buses = [];
    }

    private async Task LookAtAsync(IHall hall, CancellationToken stop)
    {
        var configuration = hall.Snapshot.Plan.Configuration;
        if (!ReferenceEquals(_followed.GetValueOrDefault(hall.Id), configuration))
        {
            await FollowAsync(hall, configuration);
            _followed[hall.Id] = configuration;
        }

        await Task.WhenAll(Of(hall.Id).Select(bus => bus.ShowAsync()));
    }

    private async Task FollowAsync(IHall hall, HallConfiguration configuration)
    {
        var wanted = configuration.DeviceLines.Where(definition => definition.Agent.Length == 0)
            .Select(definition => (Definition: definition, Line: lines.Of(definition, hall.Id))).ToList();
        var open = Of(hall.Id).ToList();
        var gone = open.Where(bus => !wanted.Any(one => one.Line.IsSameAs(bus.Line))).ToList();
        _buses = [.. _buses.Except(gone)];

        // Closed before others are opened: a line may have got another name and kept its port.
        await Task.WhenAll(gone.Select(bus => bus.DisposeAsync().AsTask()));
        var now = wanted.Select(one => open.Except(gone).FirstOrDefault(bus => one.Line.IsSameAs(bus.Line)) ?? Open(hall, one.Definition, one.Line)).OfType<DeviceLine>();
        _buses = [.. _buses.Where(bus => bus.Hall != hall.Id), .. now];
    }

    private DeviceLine? Open(IHall hall, DeviceLineDefinition definition, DeviceLineSettings line)
    {
        try
        {
            return new DeviceLine(hall, definition, line, factory, lines, presses, logger, aside);
        }
        catch (Exception fault) when (fault is NotSupportedException or FormatException or ArgumentException)
        {
            LogNotMade(line.Name, fault.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Line {Line} cannot be opened as it is configured: {Reason}")]
    private partial void LogNotMade(string line, string reason);
}
