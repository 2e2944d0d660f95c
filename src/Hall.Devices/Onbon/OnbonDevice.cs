using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;

namespace Hall.Devices.Onbon;

/// <summary>Draws a text as lit dots for a board: one bit a dot, rows padded to bytes.</summary>
public delegate byte[] DrawText(string text, int width, int height);

/// <summary>One Onbon card with an area for each counter, one below the other; a BX-6 also speaks.</summary>
public sealed class OnbonDevice : ILineDevice
{
    /// <summary>A call that is older is shown and not spoken: whoever it was for has been looking at the board since.</summary>
    private const int LatestCallMilliseconds = 15_000;

    private readonly Dictionary<string, long> _spoken = [];
    private readonly OnbonBoard _board;
    private readonly OnbonDeviceConfig _config;
    private readonly DisplayPlaces _places;
    private readonly DrawText _draw;

    /// <param name="config">The screen.</param>
    /// <param name="counters">Area number, from 1 → counter.</param>
    /// <param name="draw">Draws the glyphs.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    public OnbonDevice(OnbonDeviceConfig config, IReadOnlyDictionary<byte, string> counters, DrawText draw, FrameLog log,
        TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_board, _config, _draw, _places) = (new(config.Card, timeProvider), config, draw, new(counters, config.Texts));
        _board.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [.. _places.All.Select(place => place with { LastFrameAt = LastFrameAt })];

    /// <inheritdoc/>
    public LineCounts Counts => _board.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _board.Figures.LastFrameAt;

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => _board.Figures.RoundTrip;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _board.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken) => _board.PingAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);
        var shown = Task.WhenAll(_places.Take(show).Select(place => ShowAsync(place.Address, place.Look.Text)));
        if (IsNewCall(show) && _config.Volume > 0)
        {
            await _board.SpeakAsync(_config.Spoken.Replace("{ticket}", show.Ticket, StringComparison.Ordinal)
                .Replace("{counter}", show.Counter, StringComparison.Ordinal), _config.Volume, cancellationToken).ConfigureAwait(false);
        }

        return (await shown.ConfigureAwait(false)).All(isShown => isShown);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        if (test != DeviceTest.Text)
        {
            return TestResult.NotOfThisDevice;
        }

        var shown = await Task.WhenAll(_places.Take(counter, new(text, DisplayTone.Called)).Select(place => ShowAsync(place.Address, text)))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return shown.Length > 0 && shown.All(isShown => isShown) ? TestResult.Done : TestResult.Failed;
    }

    /// <inheritdoc/>
    public void Dispose() => _board.Dispose();

    // What a counter shows may come again for many reasons; a call is spoken once, and none that was made before this card was spoken to.
    private bool IsNewCall(PadShow show)
    {
        lock (_spoken)
        {
            var isKnown = _spoken.TryGetValue(show.Counter, out var last);
            _spoken[show.Counter] = Math.Max(last, show.Call);
            return isKnown && show.Call > last
                && show is { Ticket.Length: > 0, Serving: false, CallMilliseconds: <= LatestCallMilliseconds };
        }
    }

    private Task<bool> ShowAsync(byte address, string text)
    {
        var top = (address - 1) * _config.Height;
        return _board.ShowAsync(new((byte)(address - 1), 0, (ushort)top, _config.Width, _config.Height),
            _draw(text, _config.Width, _config.Height));
    }
}

/// <summary>A screen with areas below each other.</summary>
public sealed record OnbonDeviceConfig
{
    /// <summary>The card's generation.</summary>
    public OnbonCard Card { get; init; } = OnbonCard.Bx5E;

    /// <summary>Width of an area in dots.</summary>
    public ushort Width { get; init; } = 128;

    /// <summary>Height of an area in dots.</summary>
    public ushort Height { get; init; } = 16;

    /// <summary>What an area says of a ticket where nothing else is set.</summary>
    public const string UsualText = "{ticket} → {counter}";

    /// <summary>What an area says.</summary>
    public DisplayTexts Texts { get; init; } = new(UsualText);

    /// <summary>What a BX-6 says aloud.</summary>
    public string Spoken { get; init; } = "请{ticket}号到{counter}号窗口";

    /// <summary>How loud, 1 to 10; 0 is silent.</summary>
    public int Volume { get; init; }
}
