using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Configurations;

/// <summary>A configuration that was once in force.</summary>
/// <param name="Sequence">The hall's sequence of its publication; its number.</param>
/// <param name="At">When it took effect, UTC.</param>
/// <param name="By">Staff number of who published it; null when it came from a file at the start.</param>
/// <param name="Why">The reason given.</param>
/// <param name="Configuration">All of it.</param>
public sealed record ConfigurationVersion(long Sequence, DateTimeOffset At, string? By, string? Why, HallConfiguration Configuration);

/// <summary>Reads the versions of a hall's configuration out of its journal: none is ever lost.</summary>
public sealed class ConfigurationVersions(IDbContextFactory<HallDbContext> database)
{
    private static readonly string Published = EventNames.Of(new ConfigurationPublished(null!));

    /// <summary>The latest versions, newest first.</summary>
    public async Task<IReadOnlyList<ConfigurationVersion>> LatestAsync(HallId hall, int most, CancellationToken cancel)
    {
        await using var context = await database.CreateDbContextAsync(cancel);
        var rows = await context.Journal.AsNoTracking().Where(row => row.Hall == hall.Value && row.Type == Published)
            .OrderByDescending(row => row.Sequence).Take(most).ToListAsync(cancel);
        return [.. rows.Select(row =>
        {
            var published = JsonSerializer.Deserialize(row.Payload, HallJsonContext.Default.ConfigurationPublished)!;
            return new ConfigurationVersion(row.Sequence, row.At, published.By?.Value, published.Why, published.Configuration);
        })];
    }
}
