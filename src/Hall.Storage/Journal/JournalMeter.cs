using System.Diagnostics.Metrics;

namespace Hall.Storage.Journal;

/// <summary>What the journal measures about itself.</summary>
public static class JournalMeter
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Hall.Journal";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("hall_journal_events_total",
        description: "Events made durable");
    private static readonly Counter<long> Commits = Meter.CreateCounter<long>("hall_journal_commits_total", description: "Commits");
    private static readonly Counter<double> Seconds = Meter.CreateCounter<double>("hall_journal_commit_seconds_total", "s",
        "Time in commits");

    internal static void Committed(int events, TimeSpan took)
    {
        Events.Add(events);
        Commits.Add(1);
        Seconds.Add(took.TotalSeconds);
    }
}
