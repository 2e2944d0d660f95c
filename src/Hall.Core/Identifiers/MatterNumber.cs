using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Hall.Core.Identifiers;

/// <summary>A matter's number, such as <c>BJ2026-000123</c>: counted in a hall within a year, never used again. In the order of their
/// opening within a year of up to 999,999.</summary>
[JsonConverter(typeof(TextIdConverter<MatterNumber>))]
public readonly partial record struct MatterNumber(string Value) : ITextId<MatterNumber>, IComparable<MatterNumber>
{
    /// <summary>Characters of a number, at most.</summary>
    public const int Longest = 20;

    /// <inheritdoc />
    public static MatterNumber Of(string value) => new(value);

    /// <summary>The number of a matter.</summary>
    /// <param name="year">Hall-local year in which it was opened.</param>
    /// <param name="count">Its place in that year, from 1.</param>
    public static MatterNumber Of(int year, int count) => new(string.Create(CultureInfo.InvariantCulture, $"BJ{year:0000}-{count:000000}"));

    /// <summary>Whether a text has the form of a number.</summary>
    public static bool IsForm(string text) => Form().IsMatch(text);

    /// <inheritdoc />
    public int CompareTo(MatterNumber other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Whether the left matter stands before the right one in a list by number.</summary>
    public static bool operator <(MatterNumber left, MatterNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left matter stands after the right one in a list by number.</summary>
    public static bool operator >(MatterNumber left, MatterNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left matter stands before the right one in a list by number, or is the same.</summary>
    public static bool operator <=(MatterNumber left, MatterNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left matter stands after the right one in a list by number, or is the same.</summary>
    public static bool operator >=(MatterNumber left, MatterNumber right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => Value;

    [GeneratedRegex(@"\ABJ[0-9]{4}-[0-9]{6,9}\z")]
    private static partial Regex Form();
}
