using System.CommandLine;
using Hall.Devices.Emulation;

namespace Hall.Agent.Emulation;

/// <summary><c>hall-agent emulate</c>: devices without devices.</summary>
internal static class EmulateVerb
{
    public static Command Create()
    {
        var addresses = new Option<byte[]>("--pad")
        {
            Description = "Address of a pad or lamp on the line; may be given again.", DefaultValueFactory = _ => [1],
        };
        var device = new Option<string>("--device")
        {
            Description = string.Join(", ", EmulatedLine.Protocols), DefaultValueFactory = _ => "ff68",
        };
        var tcp = new Option<int?>("--tcp") { Description = "Listen on this TCP port of loopback instead of a pseudo-terminal." };
        var hall = new Option<string?>("--hall") { Description = "A hall's file: every line of it is emulated under its own port name." };
        var baud = new Option<int>("--baud") { Description = "Bits per second that the line keeps to.", DefaultValueFactory = _ => 9600 };
        var seed = new Option<int>("--seed") { Description = "Makes the losses of 'drop' repeatable.", DefaultValueFactory = _ => 1 };
        var link = new Option<string?>("--link")
        {
            Description = "Symbolic link to make to the port, so that its name stays; of a pad that types the FIFO itself.",
        };
        var steps = new Argument<string[]>("STEP")
        {
            Description = "press 4 after 3 s | key call digits 012 after 1 s | drop 1 % | corrupt 1 % | silent after 3 s for 5 s "
                + "| out of paper after 3 s for 9 s | cover open | card 11010519491231002X for 5 s | pulled card 11010519491231002X "
                + "| answer others | collide; 'pad 2:' before it names the pad.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        const string Does =
            "Emulates devices on a pseudo-terminal, a TCP port, a WebSocket or a FIFO and prints its name. Stays until it is stopped.";
        var command = new Command("emulate", Does) { addresses, device, tcp, hall, baud, seed, link, steps };
        command.SetAction((parsed, cancel) => GuardAsync(() => parsed.GetValue(hall) is { } file
            ? EmulatedHall.RunAsync(file, parsed.GetValue(seed), cancel)
            : RunAsync(parsed.GetValue(addresses)!, parsed.GetValue(device)!, parsed.GetValue(tcp), parsed.GetValue(baud),
                parsed.GetValue(seed), parsed.GetValue(link), parsed.GetValue(steps)!, cancel), cancel));
        return command;
    }

    private static async Task RunAsync(
        byte[] addresses, string device, int? tcp, int baud, int seed, string? link, string[] steps, CancellationToken cancel)
    {
        var script = steps.Select(PadStep.Parse).ToList();
        if (script.FirstOrDefault(step => step.Address is { } named && !addresses.Contains(named)) is { Address: var missing })
        {
            throw new FormatException($"There is no pad {missing} on this line; name it with --pad {missing}.");
        }

        using var line = new EmulatedLine(addresses, baud, seed, TimeProvider.System, Console.Out, device, tcp, link);
        if (link is not null)
        {
            line.LinkAs(link);
        }

        await Console.Out.WriteLineAsync(line.PortName.Contains("://", StringComparison.Ordinal) ? line.PortName : link ?? line.PortName);
        await Task.WhenAll(line.RunAsync(cancel), line.PlayAsync(script, cancel));
    }

    private static async Task<int> GuardAsync(Func<Task> work, CancellationToken cancel)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception fault)
            when (fault is FormatException or IOException or UnauthorizedAccessException or DllNotFoundException
                or EntryPointNotFoundException or System.Net.Sockets.SocketException or System.Text.Json.JsonException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 0;
        }
    }
}
