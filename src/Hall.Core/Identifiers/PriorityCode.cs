using System.Text.Json.Serialization;

namespace Hall.Core.Identifiers;

/// <summary>A class of priority, such as <c>elderly</c>; <c>none</c> always exists.</summary>
[JsonConverter(typeof(TextIdConverter<PriorityCode>))]
public readonly record struct PriorityCode(string Value) : ITextId<PriorityCode>
{
    /// <summary>The class of everyone without a priority.</summary>
    public static PriorityCode None { get; } = new("none");

    /// <inheritdoc />
    public static PriorityCode Of(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
