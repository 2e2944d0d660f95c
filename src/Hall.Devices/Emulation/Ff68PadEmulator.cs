using System.IO.Pipelines;
using Hall.Devices.Ff68;
using Hall.Devices.Framing;

namespace Hall.Devices.Emulation;

/// <summary>
/// A pad in software: shows what it is told, sends what is pressed, and repeats a press until it is acknowledged. It outlives the
/// line: a press made or unanswered while the line is away goes out when <see cref="RunAsync"/> is given the next one.
/// </summary>
public sealed class Ff68PadEmulator(Ff68PadEmulatorOptions options, TimeProvider timeProvider) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Ff68PadDisplay _display = new("", "", false, null, 0);
    private PipeWriter? _line;
    private (Ff68Frame Answer, TaskCompletionSource Heard)? _awaited;

    /// <summary>What it shows now.</summary>
    public Ff68PadDisplay Display
    {
        get
        {
            lock (_gate)
            {
                return _display;
            }
        }
    }

    /// <summary>How often it was told to ask for a rating.</summary>
    public int TimesAsked { get; private set; }

    /// <summary>Listens to a line until it ends or breaks, or until cancelled.</summary>
    public async Task RunAsync(IDuplexPipe connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        Connect(connection.Output);
        try
        {
            await FrameLoop.RunAsync(
                connection.Input, new Ff68FrameReader(), OnFrame, new Ff68Timing().LineIdle, timeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            Connect(null);
        }
    }

    /// <summary>The citizen presses a rating. True once acknowledged, false when given up.</summary>
    public Task<bool> PressRatingAsync(byte value, CancellationToken cancellationToken) => PressAsync([0x11, value], cancellationToken);

    /// <summary>The teller types digits and a key. True once acknowledged, false when given up.</summary>
    /// <param name="key">The key's byte, such as 0C for call.</param>
    /// <param name="digits">"0" to "9" each, or nothing.</param>
    /// <param name="cancellationToken">Ends the repeating.</param>
    public Task<bool> PressKeyAsync(byte key, string digits, CancellationToken cancellationToken) =>
        PressAsync([.. digits.Select(digit => (byte)(digit - '0')), key], cancellationToken);

    public void Dispose() => _oneAtATime.Dispose();

    private async Task<bool> PressAsync(byte[] payload, CancellationToken cancellationToken)
    {
        var press = new Ff68Frame(options.Address, payload);
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var heard = Await(Ff68FrameWriter.Acknowledgement(press));
            for (var sends = 0; options.MostSends is null || sends < options.MostSends; sends++)
            {
                await SendAsync(press, sends, cancellationToken).ConfigureAwait(false);
                var pause = Task.Delay(options.RepeatAfter, timeProvider, cancellationToken);
                if (await Task.WhenAny(heard, pause).ConfigureAwait(false) == heard)
                {
                    return true;
                }

                await pause.ConfigureAwait(false);
            }

            return false;
        }
        finally
        {
            lock (_gate)
            {
                _awaited = null;
            }

            _oneAtATime.Release();
        }
    }

    private async Task SendAsync(Ff68Frame press, int sentBefore, CancellationToken cancellationToken)
    {
        var bytes = Ff68FrameWriter.ToBytes(press);
        bytes = options.OmitTrailer ? bytes[..^1] : bytes;
        bytes = options.Corrupt?.Invoke(bytes, sentBefore) ?? bytes;
        if (options.BaudRate > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(bytes.Length * 10.0 / options.BaudRate), timeProvider, cancellationToken)
                .ConfigureAwait(false);
        }

        PipeWriter? open;
        lock (_gate)
        {
            open = _line;
        }

        try
        {
            if (open is not null)
            {
                await open.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or TimeoutException)
        {
            // The line is away; the press is repeated until it is back.
        }
    }

    private Task Await(Ff68Frame answer)
    {
        lock (_gate)
        {
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited = (answer, heard);
            return heard.Task;
        }
    }

    private void Connect(PipeWriter? output)
    {
        lock (_gate)
        {
            _line = output;
        }
    }

    private void OnFrame(Ff68Frame frame)
    {
        if (frame.Address != options.Address)
        {
            return;
        }

        lock (_gate)
        {
            // The answer to a press wins over what else the bytes could mean: an acknowledged key is the key's own frame.
            if (_awaited is { } waiting && waiting.Answer == frame)
            {
                _display = frame.Payload is [0x01, _] ? _display with { IsAsking = false } : _display;
                waiting.Heard.TrySetResult();
                return;
            }

            TimesAsked += frame.Payload is [0x01, 0x0B] ? 1 : 0;
            _display = frame.Payload switch
            {
                [0x02, _, _, _, _, _, _] digits => _display with { Waiting = Digits(digits[1..4]), Number = Digits(digits[4..7]) },
                [0x02, var stars] => _display with { Stars = stars },
                [0x01, 0x0B] => _display with { IsAsking = true },
                [0x03] => _display with { Beeps = _display.Beeps + 1 },
                _ => _display,
            };
        }
    }

    private static string Digits(ReadOnlySpan<byte> digits)
    {
        Span<char> text = stackalloc char[digits.Length];
        for (var i = 0; i < digits.Length; i++)
        {
            text[i] = digits[i] <= 9 ? (char)('0' + digits[i]) : ' ';
        }

        return text.ToString();
    }
}
