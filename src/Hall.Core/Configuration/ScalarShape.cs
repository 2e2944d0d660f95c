using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hall.Core.Configuration;

/// <summary>What a single value must look like.</summary>
/// <param name="Expected">What is expected, in words that fit into a sentence.</param>
/// <param name="Accepts">Whether a value is of this kind.</param>
/// <param name="Placeholder">A value of this kind that does no harm.</param>
internal sealed record ScalarShape(string Expected, Func<JsonNode, bool> Accepts, JsonNode Placeholder)
{
    private static readonly ScalarShape Text = new("a text in quotes", IsText, JsonValue.Create(""));

    private static readonly ScalarShape Truth = new(
        "true or false", value => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False, JsonValue.Create(false));

    private static readonly ScalarShape Whole = new("a whole number", value => value.GetValueKind() == JsonValueKind.Number
        && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), JsonValue.Create(0));

    private static readonly ScalarShape Number = new("a number", value => value.GetValueKind() == JsonValueKind.Number
        && double.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
            JsonValue.Create(0.0));

    private static readonly ScalarShape Time = new("a time such as \"08:30\"",
        value => IsText(value) && TimeOfDayConverter.TryParse(value.GetValue<string>(), out _), JsonValue.Create("00:00"));

    private static readonly ScalarShape Date = new("a date such as \"2026-10-01\"", value => IsText(value)
        && DateOnly.TryParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            JsonValue.Create("2000-01-01"));

    /// <summary>The shape of a type that is not an object, list or dictionary.</summary>
    public static ScalarShape Of(Type type)
    {
        if (type == typeof(bool))
        {
            return Truth;
        }

        if (type == typeof(int))
        {
            return Whole;
        }

        if (type == typeof(double))
        {
            return Number;
        }

        if (type == typeof(TimeOnly))
        {
            return Time;
        }

        if (type == typeof(DateOnly))
        {
            return Date;
        }

        if (type.IsEnum)
        {
            return OneOf(type);
        }

        return Text;
    }

    /// <summary>What was expected instead; null when the value is good.</summary>
    public string? Refuse(JsonNode? value) => value is not null && Accepts(value) ? null : Expected;

    private static ScalarShape OneOf(Type type)
    {
        var names = Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName).ToArray();
        return new("one of " + string.Join(", ", names), value => IsText(value) && names.Contains(value.GetValue<string>()),
            JsonValue.Create(names[0]));
    }

    private static bool IsText(JsonNode value) => value.GetValueKind() == JsonValueKind.String;
}
