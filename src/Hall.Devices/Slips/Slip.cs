namespace Hall.Devices.Slips;

/// <summary>What one paper says, by the names a template uses. A missing value is an empty one.</summary>
/// <param name="Values">Single values, such as "number" → "A012"; the names are those of <see cref="SlipTemplate.ValueNames"/>.</param>
/// <param name="Lists">Lists, such as "documents".</param>
public sealed record Slip(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, IReadOnlyList<string>> Lists)
{
    /// <summary>A slip with single values only.</summary>
    public static Slip Of(params (string Name, string Value)[] values) => new(
        values.ToDictionary(value => value.Name, value => value.Value), new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>The same with a list besides.</summary>
    public Slip With(string name, params IReadOnlyList<string> items) => this with
    {
        Lists = new Dictionary<string, IReadOnlyList<string>>(Lists) { [name] = items },
    };
}
