using Hall.Devices.EscPos;
using Hall.Devices.Framing;
using Hall.Devices.IdCards;
using Hall.Devices.Links;
using Hall.Devices.Onbon;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Discovery;

/// <summary>
/// Looks for ports and asks at each that no line has, in every language that has a harmless question: a printer for its status, a
/// reader for its status, a card by its ping. Pads, lamps and strips have none; they are proposed by hand. Each is asked at the speed it
/// has from the factory first, then at the other usual ones; ports are asked side by side, and no port takes longer than
/// <see cref="Longest"/>.
/// </summary>
/// <param name="open">Makes the link to a port at a speed.</param>
/// <param name="timeProvider">The timers.</param>
public sealed class PortDiscovery(Func<string, int, IDeviceLink> open, TimeProvider timeProvider)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a port is asked at most. The hub waits 40 s for the whole of an agent's answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>The speeds that are tried, in baud.</summary>
    public static IReadOnlyList<int> Speeds { get; } = [9600, 19200, 38400, 57600, 115200];

    // A printer answers one byte, perhaps behind a few it says by itself. A longer text with a fitting byte in it is another device's
    // chatter.
    private static readonly (string Protocol, int BaudRate, byte[] Question, Func<byte[], bool> IsAnswer)[] Questions =
    [
        ("escpos", 9600, EscPosWriter.AskNow(1), answer => answer.Length <= 5 && answer.Any(value => (value & 0x93) == 0x12)),
        ("onbon-5", 57600, OnbonFrameWriter.Ping(), answer => Reads(new OnbonAnswerReader(), answer)),
        ("idcard", 115200, IdCardCommands.Status(), answer => Reads(new IdCardReader(), answer)),
    ];

    /// <summary>Discovery on this computer.</summary>
    public static PortDiscovery OfThisComputer(TimeProvider timeProvider, ILogger logger) =>
        new((port, baud) => new SerialLink(new SerialLinkSettings(port, baud), logger), timeProvider);

    /// <summary>The ports of this computer, each by the name that stays. Linux; elsewhere only those that System.IO.Ports names.</summary>
    public static IReadOnlyList<string> PortsHere()
    {
        if (!OperatingSystem.IsLinux())
        {
            return System.IO.Ports.SerialPort.GetPortNames();
        }

        var stable = Named("/dev/serial/by-id", "*").Concat(Named("/dev", "hall-*")).ToList();
        var taken = stable.Select(StableName.TargetOf).ToHashSet(StringComparer.Ordinal);
        return [.. stable, .. Named("/dev", "ttyUSB*").Concat(Named("/dev", "ttyACM*")).Concat(Named("/dev/usb", "lp*"))
            .Concat(Named("/dev/input/by-id", "*event-kbd"))
            .Where(port => !taken.Contains(StableName.TargetOf(port)))];
    }

    /// <summary>Asks at ports.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="lineOf">The line that has a port; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<PortProposal>> AskAsync(IReadOnlyList<string> ports, Func<string, string?> lineOf,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentNullException.ThrowIfNull(lineOf);
        return await Task.WhenAll(ports.Select(port => lineOf(port) is { } line
            ? Task.FromResult(new PortProposal(port, "", false, line, ""))
            : AskAsync(port, cancellationToken))).ConfigureAwait(false);
    }

    private static IEnumerable<string> Named(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder, pattern).Order(StringComparer.Ordinal) : [];

    private static bool Reads<TFrame>(IFrameReader<TFrame> reader, byte[] bytes)
    {
        var buffer = new System.Buffers.ReadOnlySequence<byte>(bytes);
        return reader.TryRead(ref buffer, lineIdle: true, out _);
    }

    private async Task<PortProposal> AskAsync(string port, CancellationToken cancellationToken)
    {
        if (StableName.IsPrinter(port) || StableName.IsInput(port))
        {
            return new(port, StableName.IsPrinter(port) ? "escpos" : "keyboard", false, "", "");
        }

        using var tooLong = new CancellationTokenSource(Longest, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        var trials = Questions.Select(asked => (asked, Speed: asked.BaudRate))
            .Concat(Speeds.SelectMany(speed => Questions.Where(asked => asked.BaudRate != speed).Select(asked => (asked, Speed: speed))));
        try
        {
            foreach (var ((protocol, _, question, isAnswer), speed) in trials)
            {
                if (isAnswer(await AnswerAsync(port, speed, question, either.Token).ConfigureAwait(false)))
                {
                    return new(port, protocol, true, "", "") { BaudRate = speed };
                }
            }
        }
        catch (LinkException fault)
        {
            return new(port, "", false, "", fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: as good as no answer.
        }

        return new(port, "", false, "", "");
    }

    private async Task<byte[]> AnswerAsync(string port, int speed, byte[] question, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(open(port, speed), cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.Output.WriteAsync(question, cancellationToken).ConfigureAwait(false);
            return await HeardAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    // A port that hangs while it is opened must not hold up the answer; should it open after all, nobody keeps it.
    private static async Task<IDeviceConnection> OpenAsync(IDeviceLink link, CancellationToken cancellationToken)
    {
        var opening = link.OpenAsync(cancellationToken);
        try
        {
            return await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = opening.ContinueWith(late => late.Result.DisposeAsync().AsTask(), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    private async Task<byte[]> HeardAsync(IDeviceConnection connection, CancellationToken cancellationToken)
    {
        var heard = new List<byte>();
        using var tooLong = new CancellationTokenSource(AnswerWithin, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            while (heard.Count < 4096)
            {
                var result = await connection.Input.ReadAsync(either.Token).ConfigureAwait(false);
                foreach (var part in result.Buffer)
                {
                    heard.AddRange(part.Span);
                }

                connection.Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Silence ends the answer.
        }

        return [.. heard];
    }
}
