using System.Globalization;

namespace Hall.Core.Configuration;

/// <summary>Each address on a line belongs to a counter, and each counter has one device of a kind; a printer belongs to a kiosk.</summary>
internal static class DeviceLineRules
{
    private const int MostBuses = 64;
    private const int SlowestBaud = 300;
    private const int FastestBaud = 4_000_000;
    private const int MostSettings = 16;
    private static readonly string[] Pads = ["ff68", "qsystem", "ascii", "keyboard", "hidraw", "lcd"];
    private static readonly string[] Displays = ["lamp-a090", "strip-aabb", "onbon-5", "onbon-6"];
    private static readonly string[] OfAPlace = ["escpos", "sound", "idcard"];
    private static readonly string[] OfOneCounter = ["ascii", "keyboard", "hidraw", "lcd"];
    private static readonly string[] Protocols = [.. Pads, .. Displays, .. OfAPlace];
    private static readonly string[] Families = ["one-based", "zero-based"];

    public static void Check(RuleFaults faults, HallConfiguration configuration)
    {
        var buses = configuration.DeviceLines;
        faults.AtMost("deviceLines", buses.Count, MostBuses);
        faults.Unique(buses, bus => bus.Name, i => Invariant($"deviceLines[{i}].name"), "name");
        faults.Unique(buses, bus => $"{bus.Agent}\n{bus.Port}", i => Invariant($"deviceLines[{i}].port"), "port");
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < buses.Count; i++)
        {
            CheckBus(faults, Invariant($"deviceLines[{i}]"), buses[i]);
            CheckAddresses(faults, Invariant($"deviceLines[{i}].counters"), buses[i], configuration, bound);
            CheckPlace(faults, Invariant($"deviceLines[{i}]"), buses[i], configuration);
        }
    }

    private static void CheckBus(RuleFaults faults, string path, DeviceLineDefinition bus)
    {
        TextRules.Check(faults, $"{path}.name", bus.Name);
        TextRules.Check(faults, $"{path}.port", bus.Port);
        TextRules.Check(faults, $"{path}.agent", bus.Agent);
        if (string.IsNullOrWhiteSpace(bus.Port))
        {
            faults.Add($"{path}.port", "The port is empty. Name it, such as \"/dev/hall-pads\".");
        }

        if (!Protocols.Contains(bus.Protocol))
        {
            faults.Add($"{path}.protocol", $"No driver speaks \"{bus.Protocol}\". Use one of: {string.Join(", ", Protocols)}.");
        }

        if (!Families.Contains(bus.Family))
        {
            faults.Add($"{path}.family", $"There is no family \"{bus.Family}\". Use one of: {string.Join(", ", Families)}.");
        }

        faults.AtMost($"{path}.settings", bus.Settings.Count, MostSettings);
        foreach (var (name, value) in bus.Settings)
        {
            TextRules.Check(faults, $"{path}.settings.{name}", value);
        }

        DeviceLineSettingRules.Check(faults, $"{path}.settings", bus);

        faults.InRange($"{path}.baudRate", bus.BaudRate, SlowestBaud, FastestBaud, "bits per second");
    }

    private static void CheckPlace(RuleFaults faults, string path, DeviceLineDefinition bus, HallConfiguration configuration)
    {
        var isOfAPlace = OfAPlace.Contains(bus.Protocol);
        if (isOfAPlace && bus.Counters.Count > 0)
        {
            faults.Add($"{path}.counters", $"A line of protocol \"{bus.Protocol}\" has no counters; name its place.");
        }

        if (OfOneCounter.Contains(bus.Protocol) && bus.Counters.Count != 1)
        {
            faults.Add($"{path}.counters", $"A line of protocol \"{bus.Protocol}\" has one counter, at address \"1\".");
        }

        if (isOfAPlace && !IsKnown(bus, configuration))
        {
            var wanted = bus.Protocol switch { "escpos" => "kiosk or desk", "sound" => "loudspeaker", _ => "kiosk, desk or window" };
            var advice = bus.Protocol switch
            {
                "idcard" => "Name a kiosk, for a clerk's desk a name that begins with \"desk\", or for counter 3 \"window-3\".",
                "escpos" => "Name a kiosk, or for a clerk's desk a name that begins with \"desk\".",
                _ => "Name one that the hall has.",
            };
            faults.Add($"{path}.place", $"There is no {wanted} \"{bus.Place}\". {advice}");
        }
    }

    private static bool IsKnown(DeviceLineDefinition bus, HallConfiguration configuration)
    {
        var isKiosk = configuration.Kiosks.Any(kiosk => kiosk.Kiosk.Value == bus.Place);
        return bus.Protocol switch
        {
            "escpos" => isKiosk || IsDesk(bus.Place),
            "idcard" => isKiosk || IsDesk(bus.Place)
                || configuration.Counters.Any(counter => bus.Place == $"window-{counter.Counter}"),
            _ => configuration.Loudspeakers.Any(loudspeaker => loudspeaker.Loudspeaker == bus.Place),
        };
    }

    private static bool IsDesk(string place) => place.StartsWith("desk", StringComparison.Ordinal);

    private static void CheckAddresses(RuleFaults faults, string path, DeviceLineDefinition bus, HallConfiguration configuration,
        Dictionary<string, string> bound)
    {
        foreach (var (address, counter) in bus.Counters)
        {
            var place = $"{path}.{address}";
            if (!byte.TryParse(address, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0
                || address[0] == '0')
            {
                faults.Add(place, $"\"{address}\" is not an address on the bus. Use \"1\" to \"255\".");
            }

            if (faults.CanReferTo("counters") && configuration.Counters.All(known => known.Counter != counter))
            {
                faults.Add(place, $"There is no counter \"{counter}\". Add it under \"counters\" or correct the address's counter.");
            }

            var kind = $"{(Displays.Contains(bus.Protocol) ? bus.Protocol : "pad")} {counter}";
            if (!bound.TryAdd(kind, place))
            {
                faults.Add(place,
                    $"Counter \"{counter}\" already has the {(Displays.Contains(bus.Protocol) ? "display" : "pad")} at {bound[kind]}. "
                        + "Give each counter one of a kind.");
            }
        }
    }
}
