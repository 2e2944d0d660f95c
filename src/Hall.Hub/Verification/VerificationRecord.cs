using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Storage.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>What the last verification of a data folder found.</summary>
/// <param name="At">When it ended, UTC.</param>
/// <param name="Since">The first business day that was looked at; null when everything was.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Count">How many faults were found.</param>
/// <param name="Faults">The first of them, each a sentence.</param>
public sealed record VerificationRecord(DateTimeOffset At, DateOnly? Since, double Seconds, int Count, ImmutableArray<string> Faults)
{
    /// <summary>The file in the data folder.</summary>
    public const string FileName = "verification.json";

    /// <summary>The last one; null when there was none or it cannot be read, which is the same to who waits for it.</summary>
    /// <param name="dataFolder">The data folder.</param>
    public static VerificationRecord? Read(string dataFolder)
    {
        try
        {
            return StoredJson.Read(File.ReadAllText(Path.Combine(dataFolder, FileName)), VerificationJson.Default.VerificationRecord);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps it, in the place of the one before.</summary>
    /// <param name="dataFolder">The data folder.</param>
    public void Write(string dataFolder)
    {
        var file = Path.Combine(dataFolder, FileName);
        File.WriteAllText($"{file}.part", StoredJson.Write(this, VerificationJson.Default.VerificationRecord));
        File.Move($"{file}.part", file, overwrite: true);
    }
}

/// <summary>Source-generated JSON of the last verification.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VerificationRecord))]
internal sealed partial class VerificationJson : JsonSerializerContext;
