using System.Globalization;
using System.Text.RegularExpressions;

namespace Hall.Devices.Emulation;

/// <summary>One line of an emulation's script.</summary>
/// <param name="Address">The pad; null for the first.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Value">Rating, key byte or percentage.</param>
/// <param name="Digits">Digits typed before a key, or the number of a card.</param>
/// <param name="After">How long after the step before.</param>
/// <param name="For">How long it lasts; null for the rest.</param>
public sealed partial record PadStep(byte? Address, PadStepKind Kind, double Value, string Digits, TimeSpan After, TimeSpan? For)
{
    private static readonly Dictionary<string, byte> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["start"] = 0x0A, ["evaluate"] = 0x0B, ["call"] = 0x0C, ["recall"] = 0x0D, ["cancel"] = 0x0E, ["function"] = 0x0F, ["pause"] = 0x12,
        ["transfer"] = 0x13,
    };

    /// <summary>
    /// Reads a step: <c>[pad 2:] press 4 [after 3 s]</c>, <c>key call [digits 012] [after 3 s]</c>, <c>drop 1 %</c>,
    /// <c>corrupt 1 %</c>, <c>silent [after 3 s] [for 5 s]</c>, <c>out of paper [after 3 s] [for 9 s]</c>, <c>cover open …</c>,
    /// <c>card 11010519491231002X …</c>, <c>pulled card 11010519491231002X …</c>, <c>answer others …</c>, <c>collide …</c>.
    /// </summary>
    /// <exception cref="FormatException">It is none of these; the message says so.</exception>
    public static PadStep Parse(string text)
    {
        if (Grammar().Match(text) is not { Success: true } step)
        {
            throw new FormatException(
                $"'{text}' is no step. Say: [pad 2:] press 4 after 3 s; key call [digits 012] after 3 s; drop 1 %; corrupt 1 %; "
                + "silent after 3 s for 5 s; out of paper after 3 s for 9 s; cover open; card NUMBER for 5 s; pulled card NUMBER; "
                + "answer others; collide.");
        }

        var (kind, value) = step switch
        {
            _ when step.Groups["rating"].Success => (PadStepKind.Press, Number(step, "rating")),
            _ when step.Groups["drop"].Success => (PadStepKind.Drop, Number(step, "drop")),
            _ when step.Groups["key"] is { Success: true, Value: var key } => (PadStepKind.Key, (double)Keys[key]),
            _ when step.Groups["corrupt"].Success => (PadStepKind.Corrupt, Number(step, "corrupt")),
            _ when step.Groups["paper"].Success => (PadStepKind.OutOfPaper, 0.0),
            _ when step.Groups["cover"].Success => (PadStepKind.CoverOpen, 0.0),
            _ when step.Groups["collide"].Success => (PadStepKind.Collide, 0.0),
            _ when step.Groups["others"].Success => (PadStepKind.AnswerOthers, 0.0),
            _ when step.Groups["number"].Success => (step.Groups["pulled"].Success ? PadStepKind.PulledCard : PadStepKind.Card, 0.0),
            _ => (PadStepKind.Silent, 0.0),
        };
        return new(step.Groups["pad"].Success ? (byte)Number(step, "pad") : null, kind, value,
            step.Groups["digits"].Value + step.Groups["number"].Value.ToUpperInvariant(),
            TimeSpan.FromSeconds(step.Groups["after"].Success ? Number(step, "after") : 0),
            step.Groups["for"].Success ? TimeSpan.FromSeconds(Number(step, "for")) : null);
    }

    private static double Number(Match step, string group) => double.Parse(step.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(pad\s+(?<pad>\d{1,3}):\s*)?(press\s+(?<rating>\d)"
        + @"|key\s+(?<key>start|evaluate|call|recall|cancel|function|pause|transfer)(\s+digits\s+(?<digits>\d{1,3}))?"
        + @"|drop\s+(?<drop>\d+(\.\d+)?)\s*%|corrupt\s+(?<corrupt>\d+(\.\d+)?)\s*%"
        + @"|(?<paper>out\s+of\s+paper)|(?<cover>cover\s+open)|(?<others>answer\s+others)|(?<collide>collide)"
        + @"|(?<pulled>pulled\s+)?card\s+(?<number>\d{17}[\dX])|silent)"
        + @"(\s+after\s+(?<after>\d+(\.\d+)?)\s*s)?(\s+for\s+(?<for>\d+(\.\d+)?)\s*s)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}

/// <summary>What can happen to an emulated device.</summary>
public enum PadStepKind
{
    /// <summary>The citizen presses a rating.</summary>
    Press,

    /// <summary>The teller presses a key.</summary>
    Key,

    /// <summary>From now on bytes are lost, in both directions.</summary>
    Drop,

    /// <summary>From now on bytes have a bit turned, in both directions.</summary>
    Corrupt,

    /// <summary>The printer has no paper.</summary>
    OutOfPaper,

    /// <summary>The printer's cover is open.</summary>
    CoverOpen,

    /// <summary>An identity card lies on the reader.</summary>
    Card,

    /// <summary>An identity card is taken away while it is read.</summary>
    PulledCard,

    /// <summary>Devices that speak at the same time spoil each other's frames.</summary>
    Collide,

    /// <summary>Each device answers also what is meant for the others.</summary>
    AnswerOthers,

    /// <summary>All pads on the line neither hear nor speak.</summary>
    Silent,
}
