using System.Globalization;
using System.Text.Json.Nodes;
using Hall.Devices.Emulation;

namespace Hall.Agent.Emulation;

/// <summary>Emulates every line of a hall's file under its own port name, so that a whole hall can be tried on one computer.</summary>
internal static class EmulatedHall
{
    /// <summary>Runs until cancelled; says what it emulates and what it cannot.</summary>
    public static async Task RunAsync(string file, int seed, CancellationToken cancel)
    {
        var hall = JsonNode.Parse(await File.ReadAllTextAsync(file, cancel));

        // Files of before 0.2 have the second name.
        var lines = (hall?["deviceLines"] ?? hall?["padBuses"])?.AsArray() ?? throw new FormatException($"{file} has no deviceLines.");
        var emulated = new List<EmulatedLine>();
        try
        {
            foreach (var line in lines)
            {
                var (protocol, port) = ((string?)line!["protocol"] ?? "ff68", (string?)line["port"] ?? "");
                if (Make(line, protocol, port, seed + emulated.Count) is { } made)
                {
                    emulated.Add(made);
                    await Console.Out.WriteLineAsync($"{line["name"]}: {protocol} at {port}");
                }
                else
                {
                    await Console.Out.WriteLineAsync($"{line["name"]}: there is no emulator for {protocol}");
                }
            }

            await Task.WhenAll(emulated.Select(line => line.RunAsync(cancel)));
        }
        finally
        {
            emulated.ForEach(line => line.Dispose());
        }
    }

    private static EmulatedLine? Make(JsonNode line, string protocol, string port, int seed)
    {
        if (!EmulatedLine.Protocols.Contains(protocol))
        {
            return null;
        }

        var addresses = line["counters"]!.AsObject().Select(place => byte.Parse(place.Key, CultureInfo.InvariantCulture)).ToList();
        var tcp = Uri.TryCreate(port, UriKind.Absolute, out var address) && address.Scheme is "tcp" or "ws" ? address!.Port : (int?)null;

        // A printer, a reader and a card have no address of their own.
        var made = new EmulatedLine(
            addresses.Count > 0 ? addresses : [1], (int?)line["baudRate"] ?? 9600, seed, TimeProvider.System, Console.Out, protocol, tcp,
                port);
        made.LinkAs(port);
        return made;
    }
}
