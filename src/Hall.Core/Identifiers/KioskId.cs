using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A kiosk's name within its hall, such as <c>1</c>.</summary>
[JsonConverter(typeof(TextIdConverter<KioskId>))]
public readonly record struct KioskId(string Value) : ITextId<KioskId>
{
    /// <inheritdoc />
    public static KioskId Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
