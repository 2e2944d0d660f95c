using System.Collections.Concurrent;
using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Emulation;

namespace Hall.Benchmarks.Windows;

/// <summary>Sixty windows in software: six buses with ten pads each, six with ten lamps each, ten printers, shared among four agents.</summary>
internal sealed class EmulatedWindows : IDisposable
{
    public const int Windows = 60;
    public const int Agents = 4;
    private const int PerBus = 10;
    private const int Printers = 10;
    private static readonly IReadOnlyList<byte> Addresses = [.. Enumerable.Range(1, PerBus).Select(address => (byte)address)];
    private readonly List<EmulatedLine> _pads = [];
    private readonly List<EmulatedLine> _lamps = [];
    private readonly List<EmulatedLine> _printers = [];

    public EmulatedWindows()
    {
        for (var bus = 0; bus < Windows / PerBus; bus++)
        {
            _pads.Add(new(Addresses, 9600, bus + 1, TimeProvider.System, TextWriter.Null));
            var lamps = new EmulatedLine(Addresses, 9600, bus + 101, TimeProvider.System, TextWriter.Null, "lamp-a090");
            var first = bus * PerBus;
            lamps.LampShown += (address, text) => ShownAt.TryAdd((first + address, text), TimeProvider.System.GetTimestamp());
            _lamps.Add(lamps);
        }

        for (var printer = 0; printer < Printers; printer++)
        {
            _printers.Add(new([1], 0, 1, TimeProvider.System, TextWriter.Null, "escpos", tcpPort: 0));
        }
    }

    /// <summary>When a window's lamp first showed a text.</summary>
    public ConcurrentDictionary<(int Window, string Text), long> ShownAt { get; } = new();

    public IReadOnlyList<EmulatedLine> PadBuses => _pads;

    public IReadOnlyList<EmulatedLine> PrinterLines => _printers;

    public HallConfiguration Of(HallConfiguration hall) => hall with
    {
        Kiosks = [.. Enumerable.Range(1, Printers).Select(kiosk => new KioskDefinition(new($"{kiosk}"), true))],
        DeviceLines =
        [
            .. _pads.Select((line, bus) => Line($"pads-{bus}", "ff68", line, bus)),
            .. _lamps.Select((line, bus) => Line($"lamps-{bus}", "lamp-a090", line, bus)),
            .. _printers.Select((line, printer) => new DeviceLineDefinition
            {
                Name = $"printer-{printer + 1}", Protocol = "escpos", Port = line.PortName, Agent = AgentOf(printer), Place = $"{printer + 1}", Counters = new Dictionary<string, CounterId>(),
            }),
        ],
    };

    public Hall.Devices.Emulation.Ff68PadEmulator PadOf(int window) => _pads[(window - 1) / PerBus].Pads[(byte)(((window - 1) % PerBus) + 1)];

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(_pads.Concat(_lamps).Concat(_printers).Select(line => line.RunAsync(stop)));

    public void Dispose()
    {
        foreach (var line in _pads.Concat(_lamps).Concat(_printers))
        {
            line.Dispose();
        }
    }

    public static string AgentOf(int line) => $"agent-{(line % Agents) + 1}";

    private static DeviceLineDefinition Line(string name, string protocol, EmulatedLine line, int bus) => new()
    {
        Name = name, Protocol = protocol, Port = line.PortName, Agent = AgentOf(bus),
        Counters = Addresses.ToDictionary(address => address.ToString(CultureInfo.InvariantCulture), address => new CounterId($"{(bus * PerBus) + address}")),
    };
}
