using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Core.Configuration;

/// <summary>Writes a time of day as people do, <c>08:30</c>; the end of a day is <c>24:00</c>.</summary>
internal sealed class TimeOfDayConverter : JsonConverter<TimeOnly>
{
    private const string EndOfDay = "24:00";
    private static readonly string[] Formats = ["HH:mm", "HH:mm:ss"];

    public static bool TryParse(string text, out TimeOnly time)
    {
        if (text == EndOfDay)
        {
            time = TimeOnly.MaxValue;
            return true;
        }

        return TimeOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryParse(reader.GetString() ?? "", out var time) ? time : throw new JsonException("A time such as 08:30 is expected here.");

    public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == TimeOnly.MaxValue
            ? EndOfDay
            : value.ToString(value.Second == 0 ? Formats[0] : Formats[1], CultureInfo.InvariantCulture));
}
