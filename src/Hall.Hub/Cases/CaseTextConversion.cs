using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hall.Storage.Cases;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>
/// Seals, once after the upgrade, the texts of cases, complaints and messages to the exchange that an older version wrote into
/// <c>care.db</c>.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="texts">Seals them.</param>
/// <param name="seals">Seals cases and complaints anew, but for those that did not fit before.</param>
/// <param name="digest">A keyed digest of what was there before and after.</param>
/// <param name="today">The day, for what the file remembers.</param>
internal sealed class CaseTextConversion(string folder, TextVault texts, RowSeals seals, Func<IEnumerable<string>, string> digest,
    DateOnly today)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The fields of a message that hold what somebody wrote.
    private static readonly string[] Fields = ["writingEvaluation", "标题", "内容", "补充内容", "反馈信息", "延期原因"];

    /// <summary>Does it, or what is left of it.</summary>
    /// <returns>How many rows were sealed now.</returns>
    public int Run()
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, CaseStore.FileName), Pooling = false,
                Mode = SqliteOpenMode.ReadWrite }.ToString());
        connection.Open();
        if (SealedBatches.IsDone(connection))
        {
            return 0;
        }

        SealedBatches.Prepare(connection);
        var done = Seal(connection, "cases", "Number", (hall, number, body) =>
            CaseTexts.Stored(texts, hall,
            CaseTexts.Opened(texts, new CaseRow { Hall = hall, Number = number, Ticket = 0, Leg = 0, OpenedAt = default, Body = body })))
            + Seal(connection, "complaints", "Number", (hall, number, body) =>
                CaseTexts.Stored(texts, hall,
                CaseTexts.Opened(texts, new ComplaintRow { Hall = hall, Number = number, RegisteredAt = default, Body = body })))
            + Seal(connection, "outbox", "\"Key\"", Message);
        SealedBatches.Finish(connection, CaseStore.FileName, today, SealedBatches.All(connection).Count > 0);
        return done;
    }

    private int Seal(SqliteConnection connection, string table, string key, Func<string, string, string, string> convert)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var rows = new List<(string Hall, string Key, string Before, string After)>();
        using (var command = SealedBatches.Command(connection, transaction,
            $"SELECT Hall, {key}, Body FROM {table} WHERE instr(Body, $1) = 0", TextVault.Beginning))
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var (hall, name, body) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
                try
                {
                    if (convert(hall, name, body) is var stored && stored.Contains(TextVault.Beginning, StringComparison.Ordinal))
                    {
                        rows.Add((hall, name, body, stored));
                    }
                }
                catch (Exception fault) when (fault is InvalidDataException or JsonException)
                {
                    // One that cannot be read is told of by RowCheck, and stays as it is.
                }
            }
        }

        Write(connection, transaction, table, key, rows.ToDictionary(row => (row.Hall, row.Key), row => row.After));
        SealedBatches.Note(connection, transaction, table, 0, rows.Count, digest(rows.Select(row => row.Before)),
            digest(rows.Select(row => row.After)));
        transaction.Commit();
        return rows.Count;
    }

    private void Write(
        SqliteConnection connection, SqliteTransaction transaction, string table, string key,
        Dictionary<(string Hall, string Key), string> bodies)
    {
        using var care = new CaseDbContext(new DbContextOptionsBuilder<CaseDbContext>().UseSqlite(connection).Options);
        care.Database.UseTransaction(transaction);
        IEnumerable<ISealedRow> rows = table switch { "cases" => care.Cases, "complaints" => care.Complaints, _ => [] };
        var old = rows.Where(row => row.Seal is null || seals.IsWhole(row)).ToList();
        foreach (var ((hall, name), body) in bodies)
        {
            SealedBatches.Run(connection, transaction, $"UPDATE {table} SET Body = $3 WHERE Hall = $1 AND {key} = $2", hall, name, body);
        }

        foreach (var row in old)
        {
            care.Entry(row).Reload();
            row.Seal = seals.Of(row);
        }

        care.SaveChanges();
    }

    private string Message(string hall, string key, string body)
    {
        if (JsonNode.Parse(body) is not JsonObject message)
        {
            throw new InvalidDataException("It is no message.");
        }

        var subject = SubjectOf(hall, key);
        foreach (var field in Fields.Where(field => message[field]?.GetValue<string>() is { Length: > 0 }))
        {
            message[field] = texts.Seal(hall, subject, message[field]!.GetValue<string>());
        }

        return message.ToJsonString(Plain);
    }

    // complaint/NUMBER, or HALL-TICKET-LEG#OCCASION.
    private static string SubjectOf(string hall, string key)
    {
        const string complaint = "complaint/";
        return key.StartsWith(complaint, StringComparison.Ordinal) ? CaseTexts.SubjectOf(key[complaint.Length..])
            : $"ticket/{key[(hall.Length + 1)..].Split('-')[0]}/beside";
    }
}
