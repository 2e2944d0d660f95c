using System.Collections.Frozen;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Storage.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Kiosks;

/// <summary>How often each matter was taken in the last days, for the order of what is found; empty until it was read.</summary>
public sealed class TakenServices
{
    private volatile IReadOnlyDictionary<HallId, IReadOnlyDictionary<ServiceCode, int>> _known =
        FrozenDictionary<HallId, IReadOnlyDictionary<ServiceCode, int>>.Empty;

    /// <summary>The counts of a hall.</summary>
    public IReadOnlyDictionary<ServiceCode, int> Of(HallId hall) =>
        _known.TryGetValue(hall, out var counts) ? counts : FrozenDictionary<ServiceCode, int>.Empty;

    /// <summary>Puts what was read in the place of what was known.</summary>
    /// <param name="counts">Counts of every hall.</param>
    public void Replace(IReadOnlyDictionary<HallId, IReadOnlyDictionary<ServiceCode, int>> counts) => _known = counts;
}

/// <summary>Counts once an hour what was taken in the last <see cref="Days"/> days.</summary>
public sealed class TakenServicesReader(TakenServices taken, IDbContextFactory<HallDbContext> database, TimeProvider time,
    StandstillReport report, ILogger<TakenServicesReader> logger) : Worker("taken-services", time, report, logger)
{
    /// <summary>How far back it looks.</summary>
    public const int Days = 30;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        var from = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime).AddDays(-Days).DayNumber;
        await using var context = await database.CreateDbContextAsync(stop);
        var rows = await context.Tickets.AsNoTracking().Where(row => row.BusinessDay >= from)
            .GroupBy(row => new { row.Hall, row.Services })
            .Select(same => new { same.Key.Hall, same.Key.Services, Count = same.Count() }).ToListAsync(stop);
        taken.Replace(rows.GroupBy(row => new HallId(row.Hall)).ToFrozenDictionary(
            hall => hall.Key,
            IReadOnlyDictionary<ServiceCode, int> (hall) => hall
                .SelectMany(row => row.Services.Split(' ', StringSplitOptions.RemoveEmptyEntries), (row, code) => (code, row.Count))
                .GroupBy(one => new ServiceCode(one.code)).ToFrozenDictionary(same => same.Key, same => same.Sum(one => one.Count))));
    }
}
