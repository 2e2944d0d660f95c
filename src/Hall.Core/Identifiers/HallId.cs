using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A hall, as it stands in addresses: lower-case letters, digits and hyphens, such as <c>tongling</c>.</summary>
[JsonConverter(typeof(TextIdConverter<HallId>))]
public readonly record struct HallId(string Value) : ITextId<HallId>
{
    /// <inheritdoc />
    public static HallId Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
