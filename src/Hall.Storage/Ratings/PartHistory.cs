using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Ratings;

/// <summary>
/// What the parts of a hall were called and where they belonged at any time. Figures, rows and files take names and zones from here and
/// never from the configuration of today: a publication must not change what the past belonged to.
/// </summary>
public sealed class PartHistory
{
    private readonly HallId _hall;
    private readonly Dictionary<(TallyScope Scope, string Key), List<PartRow>> _rows = [];
    private long _taken;

    /// <summary>Makes it of what is stored of a hall, in any order.</summary>
    public PartHistory(HallId hall, IEnumerable<PartRow> rows)
    {
        _hall = hall;
        foreach (var row in rows.OrderBy(row => row.Sequence))
        {
            Add(row);
        }
    }

    /// <summary>Reads that of a hall.</summary>
    public static async Task<PartHistory> ReadAsync(HallDbContext database, HallId hall, CancellationToken cancel = default)
    {
        var name = hall.Value;
        return new(hall, await database.Parts.AsNoTracking().Where(row => row.Hall == name).ToListAsync(cancel));
    }

    /// <summary>Takes a publication up; one that was taken before changes nothing.</summary>
    /// <returns>The rows to be stored: parts that are new, were renamed or moved.</returns>
    public IReadOnlyList<PartRow> Take(HallConfiguration configuration, long sequence, DateTimeOffset at)
    {
        if (sequence <= _taken)
        {
            return [];
        }

        List<PartRow> changed =
            [.. PartsOf(configuration).Select(part => part with { Sequence = sequence, Since = at }).Where(part => !IsKnown(part))];
        changed.ForEach(Add);
        _taken = sequence;
        return changed;
    }

    /// <summary>What a part was called at an instant; its code when no publication named it.</summary>
    public string NameOf(TallyScope scope, string key, DateTimeOffset at, string language) => Find(scope, key, at) is not { } part ? key
        : (language.StartsWith("zh", StringComparison.Ordinal) ? part.Chinese : part.English) is { Length: > 0 } name ? name : key;

    /// <summary>The zone a part belonged to at an instant; null when no publication knew it.</summary>
    public string? ZoneOf(TallyScope scope, string key, DateTimeOffset at) => Find(scope, key, at)?.Zone;

    /// <summary>The zone a part belonged to at an event, which may have happened in the instant of a publication, before or after
    /// it.</summary>
    public string? ZoneOf(TallyScope scope, string key, DateTimeOffset at, long sequence) =>
        !_rows.TryGetValue((scope, key), out var rows) ? null
        : (rows.FindLast(row => row.Since <= at && row.Sequence <= sequence) ?? rows[0]).Zone;

    /// <summary>Every zone that a part may have belonged to at an instant: two where a publication moved it in that instant.</summary>
    public IEnumerable<string> ZonesOf(TallyScope scope, string key, DateTimeOffset at) =>
        !_rows.TryGetValue((scope, key), out var rows) ? []
        : rows.Where((row, i) => row.Since <= at && (i + 1 == rows.Count || rows[i + 1].Since >= at)).DefaultIfEmpty(rows[0])
            .Select(row => row.Zone);

    /// <summary>Every part of a kind that the hall ever had.</summary>
    public IEnumerable<string> KeysOf(TallyScope scope) => _rows.Keys.Where(part => part.Scope == scope).Select(part => part.Key);

    // What was there before its first publication is told by that one.
    private PartRow? Find(TallyScope scope, string key, DateTimeOffset at) =>
        _rows.TryGetValue((scope, key), out var rows) ? rows.FindLast(row => row.Since <= at) ?? rows[0] : null;

    private bool IsKnown(PartRow part) => _rows.TryGetValue((part.Scope, part.Key), out var rows) && rows[^1] is var last
        && last.Zone == part.Zone && last.Chinese == part.Chinese && last.English == part.English;

    private void Add(PartRow row)
    {
        if (!_rows.TryGetValue((row.Scope, row.Key), out var rows))
        {
            _rows[(row.Scope, row.Key)] = rows = [];
        }

        rows.Add(row);
        _taken = Math.Max(_taken, row.Sequence);
    }

    private IEnumerable<PartRow> PartsOf(HallConfiguration configuration) =>
    [
        PartOf(TallyScope.Hall, "", "", configuration.Names),
        .. configuration.Zones.Select(zone => PartOf(TallyScope.Zone, zone.Code.Value, zone.Code.Value, zone.Names)),
        .. configuration.Services.Select(service => PartOf(TallyScope.Service, service.Code.Value, service.Zone.Value, service.Names)),
        .. configuration.Counters.Select(counter =>
            PartOf(TallyScope.Counter, counter.Counter.Value, counter.Zone.Value, new(counter.Counter.Value, counter.Counter.Value))),
        .. configuration.Tellers.Select(teller => PartOf(TallyScope.Teller, teller.Teller.Value, "", new(teller.Name, teller.Name))),
    ];

    private PartRow PartOf(TallyScope scope, string key, string zone, LocalText names) => new()
    {
        Hall = _hall.Value, Scope = scope, Key = key, Sequence = 0, Since = default, Zone = zone, Chinese = names.In("zh-CN"),
        English = names.In("en"),
    };
}
