using Hall.Devices.Ff68;

namespace Hall.Devices.Tests.Ff68;

/// <summary>The protocol's example bytes, and one frame for each key.</summary>
internal static class Vectors
{
    public const string ShowTicket023 = "FF 68 08 08 68 01 02 0A 0A 0A 00 02 03 26 16";
    public const string Beep = "FF 68 02 02 68 01 03 04 16";
    public const string StartEvaluation = "FF 68 03 03 68 01 01 0B 0D 16";
    public const string FiveStars = "FF 68 03 03 68 01 02 05 08 16";
    public const string RatingTwo = "FF 68 03 03 68 01 11 02 14 16";
    public const string AcknowledgeTwo = "FF 68 03 03 68 01 01 02 04 16";
    public const string KeyCall = "FF 68 02 02 68 01 0C 0D 16";
    public const string KeyFunction12 = "FF 68 04 04 68 01 01 02 0F 13 16";

    public static readonly string[] All =
    [
        ShowTicket023, Beep, StartEvaluation, FiveStars, RatingTwo, AcknowledgeTwo, KeyCall, KeyFunction12,
        "FF 68 02 02 68 01 0A 0B 16", "FF 68 02 02 68 01 0B 0C 16", "FF 68 02 02 68 01 0D 0E 16", "FF 68 02 02 68 01 0E 0F 16",
        "FF 68 02 02 68 01 11 12 16", "FF 68 02 02 68 01 12 13 16", "FF 68 03 03 68 01 05 13 19 16",
    ];

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray()).Replace('-', ' ');

    /// <summary>What a frame's bytes say, read without the reader.</summary>
    public static Ff68Frame Frame(string hex)
    {
        var bytes = Bytes(hex);
        return new Ff68Frame(bytes[5], bytes.AsSpan(6, bytes[2] - 1));
    }
}
