using System.Text.Json;
using Hall.Devices.Framing;

namespace Hall.Devices.LcdPads;

/// <summary>What an LCD pad answered to <c>{type:10, …}</c>.</summary>
/// <param name="Result"><c>ret</c>: 0 rated, -2 time-out, -9 cancelled.</param>
/// <param name="Level"><c>EvaluatorLevel</c>: 1 very satisfied to 4 very dissatisfied; 0 without a rating.</param>
public readonly record struct LcdAnswer(int Result, int Level)
{
    /// <summary>Which level it was is not said: this stands in logs of frames.</summary>
    public override string ToString() => Result == 0 ? "rating" : $"no rating, ret {Result}";
}

/// <summary>Reads answers: JSON objects, each ended by a line feed that stands for the end of a WebSocket message.</summary>
/// <param name="onFault">Told of each message that was refused.</param>
public sealed class LcdAnswerReader(Action<FrameFault>? onFault = null) : FrameScan<LcdAnswer>((byte)'{', Longest, onFault)
{
    private const int Longest = 1024;
    private const int RatingMessage = 10;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out LcdAnswer frame, out int used)
    {
        frame = default;
        used = bytes.IndexOf((byte)'\n') + 1;
        if (used == 0)
        {
            return bytes.Length == Longest ? FrameFinding.Wrong : FrameFinding.Unfinished;
        }

        try
        {
            return Read(new Utf8JsonReader(bytes[..(used - 1)]), out frame) ? FrameFinding.Frame : FrameFinding.Wrong;
        }
        catch (JsonException)
        {
            return FrameFinding.Wrong;
        }
    }

    private static bool Read(Utf8JsonReader reader, out LcdAnswer answer)
    {
        int? type = null, result = null, level = null;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var (isType, isResult) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("ret"u8));
            var isLevel = reader.ValueTextEquals("EvaluatorLevel"u8);
            reader.Read();
            if ((isType || isResult || isLevel) && Number(ref reader) is { } number)
            {
                type = isType ? number : type;
                result = isResult ? number : result;
                level = isLevel ? number : level;
            }
            else
            {
                reader.Skip();
            }
        }

        answer = new(result ?? 0, level ?? 0);
        return type == RatingMessage && (result is not null || level is not null);
    }

    // Some firmware writes numbers as text.
    private static int? Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.TryGetInt32(out var number) ? number : null,
        JsonTokenType.String =>
            int.TryParse(reader.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };
}
