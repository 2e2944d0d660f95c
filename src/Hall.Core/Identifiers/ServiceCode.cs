using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A service in the catalogue, such as <c>A06</c>.</summary>
[JsonConverter(typeof(TextIdConverter<ServiceCode>))]
public readonly record struct ServiceCode(string Value) : ITextId<ServiceCode>
{
    /// <inheritdoc />
    public static ServiceCode Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
