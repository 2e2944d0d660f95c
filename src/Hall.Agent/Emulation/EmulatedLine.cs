using System.IO.Pipelines;
using Hall.Devices.Emulation;

namespace Hall.Agent.Emulation;

/// <summary>Emulated FF 68 pads on one pseudo-terminal, with the faults of a real line.</summary>
internal sealed class EmulatedLine : IDisposable
{
    private readonly PseudoTerminal _terminal = new();
    private readonly Dictionary<byte, (Ff68PadEmulator Pad, Pipe Heard)> _pads = [];
    private readonly PipeWriter _output;
    private readonly Random _chance;
    private readonly TimeProvider _time;
    private readonly TextWriter _log;
    private double _dropPercent;
    private volatile bool _silent;

    /// <param name="addresses">The pads' addresses.</param>
    /// <param name="baudRate">Bits per second that the pads pace themselves to.</param>
    /// <param name="seed">Makes the losses repeatable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where it is told what happens.</param>
    public EmulatedLine(IEnumerable<byte> addresses, int baudRate, int seed, TimeProvider time, TextWriter log)
    {
        (_chance, _time, _log) = (new Random(seed), time, log);
        _output = PipeWriter.Create(_terminal.Stream, new StreamPipeWriterOptions(leaveOpen: true));
        foreach (var address in addresses)
        {
            _pads[address] = (new(new() { Address = address, BaudRate = baudRate, Corrupt = (bytes, _) => Lose(bytes) }, time), new Pipe());
        }
    }

    /// <summary>Where a hub or an agent opens it.</summary>
    public string PortName => _terminal.PortName;

    /// <summary>Lets the pads live until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        [HearAsync(stopping), .. _pads.Values.Select(pad => pad.Pad.RunAsync(new End(pad.Heard.Reader, _output), stopping))]);

    /// <summary>Carries a script out, step after step.</summary>
    public async Task PlayAsync(IEnumerable<PadStep> script, CancellationToken stopping)
    {
        foreach (var step in script)
        {
            await Task.Delay(step.After, _time, stopping);
            var pad = _pads[step.Address ?? _pads.Keys.First()].Pad;
            switch (step.Kind)
            {
                case PadStepKind.Press:
                    await SayAsync($"press {step.Value}", await pad.PressRatingAsync((byte)step.Value, stopping));
                    break;
                case PadStepKind.Key:
                    await SayAsync($"key {(byte)step.Value:X2}", await pad.PressKeyAsync((byte)step.Value, step.Digits, stopping));
                    break;
                case PadStepKind.Drop:
                    _dropPercent = step.Value;
                    break;
                default:
                    _silent = true;
                    await Task.Delay(step.For ?? Timeout.InfiniteTimeSpan, _time, stopping);
                    _silent = false;
                    break;
            }
        }
    }

    /// <summary>What a pad shows.</summary>
    public Ff68PadDisplay DisplayOf(byte address) => _pads[address].Pad.Display;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var (pad, _) in _pads.Values)
        {
            pad.Dispose();
        }

        _terminal.Dispose();
    }

    private Task SayAsync(string what, bool acknowledged) => _log.WriteLineAsync($"{what}: {(acknowledged ? "acknowledged" : "given up")}");

    private async Task HearAsync(CancellationToken stopping)
    {
        var buffer = new byte[256];
        while (!stopping.IsCancellationRequested)
        {
            var count = await _terminal.Stream.ReadAsync(buffer, stopping);
            if (count == 0)
            {
                return;
            }

            var heard = Lose(buffer[..count]);
            foreach (var (_, pipe) in _pads.Values)
            {
                await pipe.Writer.WriteAsync(heard, stopping);
            }
        }
    }

    private byte[] Lose(byte[] bytes)
    {
        if (_silent)
        {
            return [];
        }

        lock (_chance)
        {
            return _dropPercent > 0 ? [.. bytes.Where(_ => _chance.NextDouble() * 100 >= _dropPercent)] : bytes;
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
