using System.CommandLine;

namespace Hall.Agent.Emulation;

/// <summary><c>hall-agent emulate</c>: pads without pads.</summary>
internal static class EmulateVerb
{
    public static Command Create()
    {
        var addresses = new Option<byte[]>("--pad") { Description = "Address of a pad on the line; may be given again.", DefaultValueFactory = _ => [1] };
        var baud = new Option<int>("--baud") { Description = "Bits per second that the pads keep to.", DefaultValueFactory = _ => 9600 };
        var seed = new Option<int>("--seed") { Description = "Makes the losses of 'drop' repeatable.", DefaultValueFactory = _ => 1 };
        var link = new Option<string?>("--link") { Description = "Symbolic link to make to the port, so that its name stays." };
        var steps = new Argument<string[]>("STEP") { Description = "press 4 after 3 s | key call digits 012 after 1 s | drop 1 % | silent after 3 s for 5 s; 'pad 2:' before it names the pad.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("emulate", "Emulates FF 68 pads on a pseudo-terminal and prints its name. Stays until it is stopped.") { addresses, baud, seed, link, steps };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(addresses)!, parsed.GetValue(baud), parsed.GetValue(seed), parsed.GetValue(link), parsed.GetValue(steps)!, cancel));
        return command;
    }

    private static async Task<int> RunAsync(byte[] addresses, int baud, int seed, string? link, string[] steps, CancellationToken cancel)
    {
        try
        {
            var script = steps.Select(PadStep.Parse).ToList();
            if (script.FirstOrDefault(step => step.Address is { } named && !addresses.Contains(named)) is { Address: var missing })
            {
                throw new FormatException($"There is no pad {missing} on this line; name it with --pad {missing}.");
            }

            using var line = new EmulatedLine(addresses, baud, seed, TimeProvider.System, Console.Out);
            if (link is not null)
            {
                File.Delete(link);
                File.CreateSymbolicLink(link, line.PortName);
            }

            await Console.Out.WriteLineAsync(link ?? line.PortName);
            await Task.WhenAll(line.RunAsync(cancel), line.PlayAsync(script, cancel));
            return 0;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
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
