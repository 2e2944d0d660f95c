using System.Globalization;
using System.Text;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Audit;

/// <summary>
/// Where each hall's journal ended, every hour and at the hub's stop, in a file beside the database, each line sealed: a journal that was
/// put
/// back from earlier, or goes on otherwise from there, no longer fits it. Of days that are over the last line is kept.
/// </summary>
/// <param name="options">Names the data folder.</param>
/// <param name="secret">Seals the lines.</param>
/// <param name="time">The clock.</param>
public sealed class JournalHeads(HubOptions options, HubSecret secret, TimeProvider time)
{
    private const string Hour = "yyyy-MM-ddTHH";
    private const int LengthOfDay = 10;
    private readonly Dictionary<HallId, string> _written = [];

    private sealed record Line(string When, long Sequence, long At, string Type, string Seal)
    {
        public string Text => string.Join(',', When, Sequence.ToString(CultureInfo.InvariantCulture),
            At.ToString(CultureInfo.InvariantCulture), Type, Seal);
    }

    /// <summary>The file of a hall.</summary>
    public static string FileOf(string dataFolder, string hall) => Path.Combine(dataFolder, "heads", $"{hall}.journal.csv");

    /// <summary>Writes this hour's line of a hall; an hour without new events writes none.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="last">Its last event; null when it has none.</param>
    /// <param name="again">Whether it is written although this hour has one: the hub stops.</param>
    public void Write(HallId hall, JournalRow? last, bool again = false)
    {
        var hour = time.GetUtcNow().UtcDateTime.ToString(Hour, CultureInfo.InvariantCulture);
        if (last is null || (_written.GetValueOrDefault(hall) == hour && !again))
        {
            return;
        }

        var file = FileOf(options.DataFolder, hall.Value);
        var known = Read(file);
        if (known.Count == 0 || known[^1].Sequence < last.Sequence)
        {
            var at = last.At.ToUnixTimeMilliseconds();
            Line line = new(hour, last.Sequence, at, last.Type, SealOf(hall, hour, last.Sequence, at, last.Type));
            var kept = known.Where((old, i) => old.When[..LengthOfDay] == hour[..LengthOfDay] || i + 1 == known.Count
                || known[i + 1].When[..LengthOfDay] != old.When[..LengthOfDay]);
            OwnedFolder.Make(Path.GetDirectoryName(file)!);
            var fresh = $"{file}.part";
            File.WriteAllLines(fresh, kept.Append(line).Select(one => one.Text));
            File.Move(fresh, file, overwrite: true);
        }

        _written[hall] = hour;
    }

    /// <summary>Sets the files of ends aside that do not belong to a journal which somebody restores; it goes on from where it
    /// was.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="restored">Names of the files that were restored with it, below the folder, with <c>/</c>.</param>
    public static void SetAside(string dataFolder, IReadOnlyCollection<string> restored)
    {
        var folder = Path.Combine(dataFolder, "heads");
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.journal.csv") : [])
        {
            if (!restored.Contains($"heads/{Path.GetFileName(file)}"))
            {
                File.Move(file, $"{file}.before-restore", overwrite: true);
            }
        }
    }

    /// <summary>Whether this hour's line of a hall is due.</summary>
    public bool IsDue(HallId hall) => _written.GetValueOrDefault(hall) != time.GetUtcNow()
        .UtcDateTime.ToString(Hour, CultureInfo.InvariantCulture);

    /// <summary>What does not fit, in a sentence; null when the journal has every event that a line names.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="connection">An open connection to the journal.</param>
    public string? Fault(HallId hall, SqliteConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT At, Type FROM journal WHERE Hall = $hall AND Sequence = $sequence";
        command.Parameters.AddWithValue("$hall", hall.Value);
        var sequence = command.Parameters.Add("$sequence", SqliteType.Integer);
        foreach (var line in Read(FileOf(options.DataFolder, hall.Value)))
        {
            if (line.Seal != SealOf(hall, line.When, line.Sequence, line.At, line.Type))
            {
                return $"the line of {line.When} in the file of the journal's ends was not written by this hub.";
            }

            sequence.Value = line.Sequence;
            using var row = command.ExecuteReader();
            if (!row.Read() || row.GetInt64(0) != line.At || row.GetString(1) != line.Type)
            {
                return Invariant($"event {line.Sequence}, with which the journal ended at {line.When[(LengthOfDay + 1)..]} h UTC on ")
                    + $"{line.When[..LengthOfDay]}, is not there any more or another one: hall.db was put back from an earlier time, "
                        + "or made anew.";
            }
        }

        return null;
    }

    private static List<Line> Read(string file) => !File.Exists(file) ? [] :
    [
        .. File.ReadLines(file).Select(line => line.Split(',')).Where(parts => parts.Length == 5 && parts[0].Length > LengthOfDay + 1)
            .Where(parts => long.TryParse(parts[1], CultureInfo.InvariantCulture, out _)
                && long.TryParse(parts[2], CultureInfo.InvariantCulture, out _))
            .Select(parts => new Line(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture),
                long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3], parts[4])),
    ];

    private string SealOf(HallId hall, string when, long sequence, long at, string type) =>
        Convert.ToHexStringLower(
            secret.Sign(Encoding.UTF8.GetBytes(FormattableString.Invariant($"hall-journal-line {hall} {when} {sequence} {at} {type}"))));
}
