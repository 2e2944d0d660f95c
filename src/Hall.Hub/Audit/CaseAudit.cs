using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hall.Core.Cases;
using Hall.Devices.Supervision;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Audit;

/// <summary>
/// Copies each step of a case and a complaint into the audit: who, when, which, never a text. A row names where it came from,
/// <c>care/HALL/NUMBER/STEP</c>, so that it is copied once, and that <c>verify</c> finds what was taken out of <c>care.db</c> afterwards.
/// </summary>
public sealed class CaseAudit : Worker
{
    /// <summary>How sources of steps begin.</summary>
    public const string Prefix = "care/";

    // What ended longer ago has no new steps.
    private static readonly TimeSpan Looked = TimeSpan.FromDays(2);

    // A row that cannot be read is mended by hand, of which nobody hears.
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private readonly CaseStore _care;
    private readonly PeopleStore _store;
    private volatile bool _changed = true;
    private DateTimeOffset _againAt = DateTimeOffset.MaxValue;
    private Dictionary<string, int>? _copied;

    /// <summary>Follows the cases.</summary>
    public CaseAudit(CaseStore care, PeopleStore store, TimeProvider time, StandstillReport report, ILogger<CaseAudit> logger)
        : base("care-audit", time, report, logger)
    {
        (_care, _store) = (care, store);
        care.Changed += OnChanged;
    }

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override TimeSpan? LookLimit => TimeSpan.FromMinutes(10);

    /// <summary>The source of a step.</summary>
    public static string SourceOf(string hall, string number, int step) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{hall}/{number}/{step}");

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        if (!_changed && Time.GetUtcNow() < _againAt)
        {
            return;
        }

        (_changed, _againAt) = (false, DateTimeOffset.MaxValue);
        try
        {
            await CopyAllAsync(stop);
        }
        catch
        {
            _changed = true;
            throw;
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _care.Changed -= OnChanged;
        base.Dispose();
    }

    private void OnChanged() => _changed = true;

    private async Task CopyAllAsync(CancellationToken stop)
    {
        _copied ??= await CountAsync();
        var since = Time.GetUtcNow() - Looked;
        var (cases, complaints) = await _care.ReadAsync(async context => (
            await context.Cases.AsNoTracking().Where(row => row.EndedAt == null || row.EndedAt > since).ToListAsync(stop),
            await context.Complaints.AsNoTracking().Where(row => row.EndedAt == null || row.EndedAt > since).ToListAsync(stop)));
        foreach (var row in cases)
        {
            await CopyAsync(row.Hall, row.Number, () => StoredCases.CaseOf(row).Steps, stop);
        }

        foreach (var row in complaints)
        {
            await CopyAsync(row.Hall, row.Number, () => StoredCases.ComplaintOf(row).Steps, stop);
        }
    }

    private Task<Dictionary<string, int>> CountAsync() => _store.ReadAsync(async context => (await context.Audit.AsNoTracking()
            .Where(row => row.Source != null && row.Source.StartsWith(Prefix)).Select(row => row.Source!).ToListAsync())
        .GroupBy(source => source[..source.LastIndexOf('/')]).ToDictionary(group => group.Key, group => group.Count()));

    private async Task CopyAsync(string hall, string number, Func<ImmutableArray<CaseStep>> read, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var name = $"{Prefix}{hall}/{number}";

        ImmutableArray<CaseStep> steps;
        try
        {
            steps = read();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            // RowCheck tells of it; until it is mended it is looked at again and again.
            _againAt = Time.GetUtcNow() + Again;
            return;
        }

        for (var i = _copied!.GetValueOrDefault(name); i < steps.Length; i++)
        {
            var (step, source) = (steps[i], SourceOf(hall, number, i));
            await _store.ChangeAsync(change =>
                change.Audit.AddAsync(change.Context, step.By?.Value ?? "hub", AuditKind.CaseStep, $"{hall}/{number}", step.Kind, source,
                    step.At));
            _copied![name] = i + 1;
        }
    }
}
