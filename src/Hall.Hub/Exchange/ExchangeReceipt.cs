using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Hub.Exchange;

/// <summary>
/// What the receiver's contract calls a receipt. Whatever else comes back, however friendly, leaves a message unsent: a sign-in page or a
/// maintenance page of a gateway must never pass for one.
/// </summary>
/// <param name="Status">The statuses, of 200 to 299 and 409, which says that the receiver has it already; null for the usual ones.</param>
/// <param name="Path">JSON pointer (RFC 6901) into the answer, such as <c>/code</c>; null when the status is enough.</param>
/// <param name="Value">What must stand there, a text, a number or yes or no; given with the pointer only.</param>
public sealed record ExchangeReceipt(
    IReadOnlyList<int>? Status = null, [property: JsonPropertyName("pointer")] string? Path = null,
    [property: JsonPropertyName("equals")] JsonElement? Value = null)
{
    private const int Conflict = 409;
    private static readonly int[] Usual = [200, 201, 202, 204, Conflict];

    /// <summary>What is wrong with it, a sentence; null when nothing is.</summary>
    [JsonIgnore]
    public string? Fault
    {
        get
        {
            if (Status is [] || Status?.Any(status => status is not ((>= 200 and < 300) or Conflict)) == true)
            {
                return "receipt.status: statuses of 200 to 299 and 409 are expected; a redirect is never a receipt";
            }

            if ((Path is null) != (Value is null))
            {
                return "receipt: pointer and equals stand together";
            }

            if (Path is not null && !Path.StartsWith('/'))
            {
                return "receipt.pointer: a JSON pointer such as /code is expected";
            }

            if (Value is { } value && Text(value) is null)
            {
                return "receipt.equals: a text, a number, true or false is expected";
            }

            return null;
        }
    }

    /// <summary>Why an answer is no receipt, in words for the log; null when it is one.</summary>
    internal string? Miss(ExchangeAnswer answer)
    {
        if (!(Status ?? Usual).Contains(answer.Status))
        {
            return "no status of a receipt";
        }

        if (answer.IsTooLong)
        {
            return string.Create(CultureInfo.InvariantCulture, $"more than {ExchangeAnswer.Largest} bytes");
        }

        if (answer.IsPage)
        {
            return "a page instead of a receipt";
        }

        if (Path is null || answer.Status == Conflict || IsWanted(answer.Body))
        {
            return null;
        }

        return $"{Path} is not what a receipt says";
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    // "0" and 0 are the same here: receivers write their codes either way.
    private bool IsWanted(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement? found = document.RootElement;
            foreach (var step in Path![1..].Split('/'))
            {
                found = Step(found.Value, step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
                if (found is null)
                {
                    return false;
                }
            }

            return Text(found.Value) is { } text && text == Text(Value!.Value);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonElement? Step(JsonElement from, string step) => from.ValueKind switch
    {
        JsonValueKind.Object => from.TryGetProperty(step, out var field) ? field : null,
        JsonValueKind.Array =>
            int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < from.GetArrayLength()
                ? from[index]
                : null,
        _ => null,
    };
}
