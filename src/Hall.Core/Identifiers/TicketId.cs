using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A ticket, unique in its hall for ever; unlike its number, it is never used again.</summary>
[JsonConverter(typeof(TicketIdConverter))]
public readonly record struct TicketId(long Value) : IComparable<TicketId>
{
    /// <inheritdoc />
    public int CompareTo(TicketId other) => Value.CompareTo(other.Value);

    /// <summary>Whether the left ticket was issued before the right one.</summary>
    public static bool operator <(TicketId left, TicketId right) => left.Value < right.Value;

    /// <summary>Whether the left ticket was issued after the right one.</summary>
    public static bool operator >(TicketId left, TicketId right) => left.Value > right.Value;

    /// <summary>Whether the left ticket was issued before the right one or is the same.</summary>
    public static bool operator <=(TicketId left, TicketId right) => left.Value <= right.Value;

    /// <summary>Whether the left ticket was issued after the right one or is the same.</summary>
    public static bool operator >=(TicketId left, TicketId right) => left.Value >= right.Value;

    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Writes a ticket's identifier as a plain JSON number.</summary>
public sealed class TicketIdConverter : JsonConverter<TicketId>
{
    /// <inheritdoc />
    public override TicketId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TicketId value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
