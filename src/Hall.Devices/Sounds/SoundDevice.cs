using System.IO.Pipelines;
using Hall.Devices.Lines;

namespace Hall.Devices.Sounds;

/// <summary>Plays a WAV file to its end on a sound card.</summary>
/// <param name="card">The card as ALSA calls it.</param>
/// <param name="wave">The file.</param>
/// <param name="cancellationToken">Stops it.</param>
/// <returns>Null when it was played, else why not.</returns>
public delegate Task<string?> PlaySound(string card, ReadOnlyMemory<byte> wave, CancellationToken cancellationToken);

/// <summary>A loudspeaker on this computer's sound card. One announcement after another, in the order in which they come.</summary>
public sealed class SoundDevice(string card, string loudspeaker, PlaySound play, FrameLog log, TimeProvider timeProvider) : ILineDevice
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _played;
    private long _failed;
    private volatile bool _lastFailed;

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [new(1, loudspeaker, LastFrameAt, 0, false)];

    /// <inheritdoc/>
    public LineCounts Counts => new() { Written = _played + _failed, Unanswered = _failed };

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt { get; private set; }

    /// <inheritdoc/>
    public string Trouble => _lastFailed ? LineTrouble.NoSound : "";

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> PlayAsync(ReadOnlyMemory<byte> wave, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var why = await play(card, wave, cancellationToken).ConfigureAwait(false);
            _lastFailed = why is not null;
            LastFrameAt = why is null ? timeProvider.GetUtcNow() : LastFrameAt;
            log.Add(isSent: true, [], why is null ? $"{wave.Length} bytes played" : why);
            Interlocked.Increment(ref _lastFailed ? ref _failed : ref _played);
            return why is null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Beep
            ? TestResult.NotOfThisDevice
            : await PlayAsync(BeepWave.Bytes, cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
