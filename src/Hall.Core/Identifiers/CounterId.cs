using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A counter's number as people say it, such as <c>3</c>.</summary>
[JsonConverter(typeof(TextIdConverter<CounterId>))]
public readonly record struct CounterId(string Value) : ITextId<CounterId>
{
    /// <inheritdoc />
    public static CounterId Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
