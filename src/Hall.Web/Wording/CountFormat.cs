using System.Globalization;

namespace Hall.Web.Wording;

/// <summary>
/// Fills the places of a sentence in a language. A place may have two forms, <c>{0:thing needs|things need}</c>: the first where its value
/// is one, the second for every other count. The count itself is a place of its own before it.
/// </summary>
/// <param name="culture">How numbers and dates are written.</param>
internal sealed class CountFormat(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    /// <inheritdoc />
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType);

    /// <inheritdoc />
    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        format?.Split('|') is [var one, var many] ? Text(null, arg) == "1" ? one : many : Text(format, arg);

    private string Text(string? format, object? value) =>
        value is IFormattable formattable ? formattable.ToString(format, culture) : value?.ToString() ?? "";
}
