using System.Threading.Channels;

namespace Hall.Devices.Ff68;

/// <summary>Commands waiting for the line, a bounded number of them, each for a bounded time.</summary>
internal sealed class Ff68CommandQueue(Ff68Timing timing, Ff68Transmitter transmitter, Ff68Tally tally, TimeProvider timeProvider)
{
    private readonly Channel<Ff68Errand> waiting = Channel.CreateBounded<Ff68Errand>(timing.CommandQueue);

    /// <summary>Raised with each command that was written.</summary>
    public event Action<byte, Ff68Command>? Written;

    /// <summary>True when it was written to the line; false when it could not be in time. Throws only when cancelled or without a frame.</summary>
    public async ValueTask<bool> SendAsync(byte address, Ff68Command command, CancellationToken cancellationToken)
    {
        var errand = new Ff68Errand(address, command);
        if (!waiting.Writer.TryWrite(errand))
        {
            return Drop(errand);
        }

        try
        {
            return await errand.Done.WaitAsync(timing.CommandStaleAfter, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return errand.TryGiveUp() ? Drop(errand) : await errand.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            errand.TryGiveUp();
            throw;
        }
    }

    /// <summary>Writes what waits until cancelled or until the line takes no more.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var errand in waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!errand.TryTake())
            {
                continue;
            }

            var written = await transmitter.WriteAsync(errand.Frame).ConfigureAwait(false);
            tally.Add(counts => counts with { DroppedCommands = counts.DroppedCommands + (written ? 0 : 1) });
            if (written)
            {
                Written?.Invoke(errand.Address, errand.Command);
            }

            errand.Finish(written);
        }
    }

    private bool Drop(Ff68Errand errand)
    {
        tally.Add(counts => counts with { DroppedCommands = counts.DroppedCommands + 1 });
        return false;
    }
}
