using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Events;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Configurations;

/// <summary>A configuration that was once in force.</summary>
/// <param name="Sequence">The hall's sequence of what put it in force; its number.</param>
/// <param name="At">When it took effect, UTC.</param>
/// <param name="By">Who did it; null when it came from a file at the start.</param>
/// <param name="Why">The reason given; null for a change of the rules.</param>
/// <param name="OfRules">Whether only the rules of calling were changed, beside any draft.</param>
/// <param name="Configuration">All of it.</param>
public sealed record ConfigurationVersion(long Sequence, DateTimeOffset At, string? By, string? Why, bool OfRules, HallConfiguration Configuration);

/// <summary>Reads the versions of a hall's configuration out of its journal: none is ever lost.</summary>
public sealed class ConfigurationVersions(IDbContextFactory<HallDbContext> database)
{
    private static readonly string[] Changes = [.. ConfigurationEvents.Names];
    private static readonly string Published = EventNames.All[typeof(ConfigurationPublished)];
    private static readonly string ListOfTellers = EventNames.All[typeof(TellersSet)];

    /// <summary>The latest versions, newest first: publications and changes of the rules, without those of the list of tellers alone.</summary>
    public async Task<IReadOnlyList<ConfigurationVersion>> LatestAsync(HallId hall, int most, CancellationToken cancel)
    {
        await using var context = await database.CreateDbContextAsync(cancel);
        var shown = await context.Journal.Where(row => row.Hall == hall.Value && Changes.Contains(row.Type) && row.Type != ListOfTellers)
            .OrderByDescending(row => row.Sequence).Take(most).Select(row => row.Sequence).ToListAsync(cancel);
        var versions = shown.Count == 0 ? [] : await FoldAsync(context, hall, shown[^1], shown[0], cancel);
        return [.. versions.Where(version => shown.Contains(version.Sequence)).Reverse()];
    }

    /// <summary>The configuration that was in force at a sequence of the hall; null when the journal does not reach so far back.</summary>
    public async Task<HallConfiguration?> AtAsync(HallId hall, long sequence, CancellationToken cancel)
    {
        await using var context = await database.CreateDbContextAsync(cancel);
        var versions = await FoldAsync(context, hall, sequence, sequence, cancel);
        return versions.Count == 0 ? null : versions[^1].Configuration;
    }

    /// <summary>Every version from the publication at or before one sequence up to another, oldest first.</summary>
    private static async Task<List<ConfigurationVersion>> FoldAsync(HallDbContext context, HallId hall, long from, long to, CancellationToken cancel)
    {
        var begin = await context.Journal.Where(row => row.Hall == hall.Value && row.Type == Published && row.Sequence <= from)
            .MaxAsync(row => (long?)row.Sequence, cancel) ?? 0;
        var rows = await context.Journal.Where(row => row.Hall == hall.Value && Changes.Contains(row.Type) && row.Sequence >= begin && row.Sequence <= to)
            .OrderBy(row => row.Sequence).ToListAsync(cancel);
        var versions = new List<ConfigurationVersion>();
        foreach (var row in rows)
        {
            var happened = EventJson.Read(row.Type, row.Version, row.Payload);
            if (versions.Count == 0 && happened is not ConfigurationPublished)
            {
                continue;
            }

            var (by, why) = happened switch
            {
                ConfigurationPublished published => (published.By?.Value, published.Why),
                DispatchChanged changed => (changed.By, null),
                _ => (null, null),
            };
            var before = versions.Count == 0 ? null : versions[^1].Configuration;
            versions.Add(new(row.Sequence, row.At, by, why, happened is DispatchChanged, ConfigurationEvents.After(before, happened)!));
        }

        return versions;
    }
}
