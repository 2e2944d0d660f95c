using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A teller's staff number, such as <c>1003</c>; the only name of a teller that events carry.</summary>
[JsonConverter(typeof(TextIdConverter<StaffNumber>))]
public readonly record struct StaffNumber(string Value) : ITextId<StaffNumber>
{
    /// <inheritdoc />
    public static StaffNumber Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
