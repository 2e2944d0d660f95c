using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.People;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Erasure;

/// <summary>
/// Looks at every sealed text from the command line and tells <em>erased</em>, which somebody answers for in the audit, from
/// <em>changed</em>
/// and from <em>lost</em>.
/// </summary>
public static class ErasureCheck
{
    private const int Shown = 5;

    // Where texts stand, what the place is called, and whose text may stand there; null where that is told by the text alone.
    private static readonly (string File, string Sql)[] Places =
    [
        ("hall.db", Those("'event ' || Hall || '/' || Sequence", "Payload", "journal",
            "CASE WHEN json_valid(Payload) THEN COALESCE('matter/' || json_extract(Payload, '$.matter'), "
                + "'enquiry/' || json_extract(Payload, '$.enquiry'), "
                + "'ticket/' || json_extract(Payload, '$.ticket')) || '/' || Sequence END")),
        ("hall.db", Those("'rating ' || Hall || '/' || Link", "Comment", "feedback")),
        ("hall.db", Those("'opening ' || Hall || '/' || Sequence", "State", "openings")),
        (CaseStore.FileName, Those("'case ' || Hall || '/' || Number", "Body", "cases", "'care/' || Number")),
        (CaseStore.FileName, Those("'complaint ' || Hall || '/' || Number", "Body", "complaints", "'care/' || Number")),
        ("people.db", Those("'audit row ' || Sequence", "Detail", "audit")),
    ];

    private static string Those(string place, string column, string table, string subject = "NULL") =>
        $"SELECT {place}, {column}, {subject} FROM {table} WHERE instr({column}, '{TextVault.Beginning}') > 0";

    /// <summary>What is wrong, each a sentence; nothing when all is well. What was found whole is printed.</summary>
    /// <param name="dataFolder">The data folder, also while a hub runs on it.</param>
    public static IEnumerable<string> Faults(string dataFolder)
    {
        var damaged = new[] { ContactCipher.KeysFile, TextVault.KeysFile }.Where(name => File.Exists(Path.Combine(dataFolder, name)))
            .Select(name => (Name: name, Damage: DatabaseCopy.FaultIn(Path.Combine(dataFolder, name))))
                .Where(file => file.Damage is not null).ToList();
        if (damaged.Count > 0)
        {
            return damaged.Select(file => $"{file.Name} is damaged: {file.Damage}");
        }

        using var texts = new TextVault(dataFolder, stays: true);
        try
        {
            return Faults(dataFolder, texts);
        }
        catch (SqliteException fault)
        {
            return [$"the sealed texts cannot be checked: {fault.Message}"];
        }
    }

    private static List<string> Faults(string dataFolder, TextVault texts)
    {
        var (counts, changed, lost, erased) = (new Dictionary<TextStanding, int>(), new List<string>(), new List<string>(),
            new HashSet<(string Hall, string Subject)>());
        foreach (var (place, text, subject) in Places.SelectMany(place => Rows(Path.Combine(dataFolder, place.File), place.Sql)))
        {
            foreach (var one in TextVault.In(text))
            {
                var standing = subject is not null && one.Subject != subject ? TextStanding.Changed : texts.StandingOf(one);
                counts[standing] = counts.GetValueOrDefault(standing) + 1;
                (standing switch { TextStanding.Changed => changed, TextStanding.WithoutKey => lost, _ => null })?.Add(place);
                if (standing == TextStanding.Erased)
                {
                    erased.Add((one.Hall, one.Subject));
                }
            }
        }

        // A set holds no keys, by intent: there is nothing to compare with.
        if (!texts.Keys.Exists)
        {
            Console.WriteLine(lost.Count == 0 ? "Texts: none is sealed."
                : $"Texts: {lost.Count} are sealed, and their keys are not here; they were not looked at.");
            return [];
        }

        var unsaid = Unsaid(dataFolder, erased);
        var (whole, gone) = (counts.GetValueOrDefault(TextStanding.Whole), counts.GetValueOrDefault(TextStanding.Erased));
        Console.WriteLine(Invariant($"Texts: {whole} sealed and whole, {gone} erased."));
        return
        [
            .. Told(changed, "texts were changed, moved or put in"),
            .. Told(lost, "texts have no key, and nobody erased them: text-keys.db was changed or put back from an earlier time"),
            .. Told(unsaid, "texts are said to be erased, and the audit does not say by whom"),
        ];
    }

    private static List<string> Unsaid(string dataFolder, HashSet<(string Hall, string Subject)> erased)
    {
        var file = Path.Combine(dataFolder, "people.db");
        if (erased.Count == 0 || !File.Exists(file))
        {
            return [.. erased.Select(one => $"{one.Hall}/{one.Subject}")];
        }

        using var people = new PeopleDbContext(new DbContextOptionsBuilder<PeopleDbContext>()
            .UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False").Options);
        var said = people.Audit.AsNoTracking().Where(row => row.Kind == AuditKind.TextErased).Select(row => row.Subject).ToHashSet();

        return [.. erased.Where(one => !IsSaid(said, one.Hall, one.Subject)).Select(one => $"{one.Hall}/{one.Subject}")];
    }

    // A row may name one event, or the whole visit; what lies beside the journal goes with either.
    private static bool IsSaid(HashSet<string> said, string hall, string subject)
    {
        for (var name = $"{hall}/{subject}"; name.Contains('/', StringComparison.Ordinal); name = name[..name.LastIndexOf('/')])
        {
            if (said.Contains(name))
            {
                return true;
            }
        }

        const string beside = "beside";
        return subject.EndsWith($"/{beside}", StringComparison.Ordinal)
            && said.Any(row => row.StartsWith($"{hall}/{subject[..^beside.Length]}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Told(List<string> places, string what) => places.Count == 0 ? []
        : [$"{places.Count} {what}: {string.Join(", ", places.Distinct().Take(Shown))}{(places.Distinct().Count() > Shown ? ", …" : "")}."];

    private static IEnumerable<(string Place, string Text, string? Subject)> Rows(string file, string sql)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly,
            Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2));
        }
    }
}
