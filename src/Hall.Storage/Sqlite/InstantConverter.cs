using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Hall.Storage.Sqlite;

/// <summary>Instants as UTC milliseconds since 1970. A number that is no instant, in a damaged row, is the nearest one: a list of rows is
/// never lost to one of them.</summary>
internal sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.ToUnixTimeMilliseconds(), milliseconds => Of(milliseconds))
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The instant of a stored number.</summary>
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last));
}
