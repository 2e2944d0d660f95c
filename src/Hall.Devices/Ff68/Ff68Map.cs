using Hall.Devices.Presses;

namespace Hall.Devices.Ff68;

/// <summary>What the bytes of a family of pads mean. Firmware differs, so all of it is configuration.</summary>
public sealed record Ff68Map
{
    /// <summary>Key byte → meaning.</summary>
    public IReadOnlyDictionary<byte, PadKey> Keys { get; init; } = new Dictionary<byte, PadKey>
    {
        [0x0A] = PadKey.Start,
        [0x0B] = PadKey.Evaluate,
        [0x0C] = PadKey.Call,
        [0x0D] = PadKey.Recall,
        [0x0E] = PadKey.Cancel,
        [0x0F] = PadKey.Function,
        [0x11] = PadKey.OneMetreLine,
        [0x12] = PadKey.Pause,
        [0x13] = PadKey.Transfer,
    };

    /// <summary>Digits typed before the function key → which function. Empty unless configured: they differ by firmware.</summary>
    public IReadOnlyDictionary<string, PadKey> Functions { get; init; } = new Dictionary<string, PadKey>();

    /// <summary>Rating value → level. A value that is not here is refused: acknowledged, counted, reported to nobody.</summary>
    public IReadOnlyDictionary<byte, PadLevel> Levels { get; init; } = LevelsOf(Ff68Family.OneToFour);

    /// <summary>The usual map of a family.</summary>
    public static Ff68Map Of(Ff68Family family) => new() { Levels = LevelsOf(family) };

    private static Dictionary<byte, PadLevel> LevelsOf(Ff68Family family) => family switch
    {
        Ff68Family.ZeroToThree => new()
        {
            [0] = PadLevel.Default,
            [1] = PadLevel.Satisfied,
            [2] = PadLevel.BasicallySatisfied,
            [3] = PadLevel.Dissatisfied,
        },
        _ => new()
        {
            [1] = PadLevel.VerySatisfied,
            [2] = PadLevel.Satisfied,
            [3] = PadLevel.BasicallySatisfied,
            [4] = PadLevel.Dissatisfied,
        },
    };
}
