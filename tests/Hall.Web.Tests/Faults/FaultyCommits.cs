using Hall.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Faults;

/// <summary>
/// Has commits of the journal fail: one of so many, or all of them for a while. One of four that fail is on the disk all the same, as after
/// a disk that did not answer in time: nobody was told of it, and the hub must find it.
/// </summary>
internal sealed class FaultyCommits
{
    private readonly Random _random;
    private readonly JournalWriter _writer;

    public FaultyCommits(JournalWriter writer, Random random)
    {
        (_writer, _random) = (writer, random);
        writer.BeforeCommit = FailPerhaps;
    }

    /// <summary>One commit of how many fails; 0 for none.</summary>
    public int OneIn { get; set; }

    /// <summary>What every commit fails with now, a code of SQLite; 0 for none.</summary>
    public int Outage { get; set; }

    /// <summary>How many failed, and how many of these were written all the same.</summary>
    public (int Failed, int Written) Counts { get; private set; }

    /// <summary>From now on every commit succeeds.</summary>
    public void End() => _writer.BeforeCommit = null;

    private void FailPerhaps(SqliteConnection connection)
    {
        bool fails;
        bool isWritten;
        lock (_random)
        {
            fails = Outage != 0 || (OneIn > 0 && _random.Next(OneIn) == 0);
            isWritten = fails && Outage == 0 && _random.Next(4) == 0;
        }

        if (!fails)
        {
            return;
        }

        Counts = (Counts.Failed + 1, Counts.Written + (isWritten ? 1 : 0));
        if (isWritten)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "COMMIT";
            command.ExecuteNonQuery();
        }

        throw new SqliteException("the disk does not take it", Outage == 0 ? 10 : Outage);
    }
}
