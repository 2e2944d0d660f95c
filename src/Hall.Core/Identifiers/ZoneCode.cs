using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A zone of the hall, one capital letter, such as <c>A</c>; ticket numbers begin with it.</summary>
[JsonConverter(typeof(TextIdConverter<ZoneCode>))]
public readonly record struct ZoneCode(string Value) : ITextId<ZoneCode>
{
    /// <inheritdoc />
    public static ZoneCode Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
