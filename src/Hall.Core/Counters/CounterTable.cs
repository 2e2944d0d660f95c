using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Hall.Core.Identifiers;

namespace Hall.Core.Counters;

/// <summary>
/// The counters by number. It counts how often one was opened, closed, paused, added or taken away, so that what follows from that is
/// worked out once.
/// </summary>
internal sealed class CounterTable : IReadOnlyDictionary<CounterId, Counter>
{
    private readonly Dictionary<CounterId, Counter> _counters = [];

    /// <summary>Another number whenever other counters are open or at work than before.</summary>
    public int StaffingVersion { get; private set; }

    /// <inheritdoc />
    public int Count => _counters.Count;

    /// <inheritdoc />
    public IEnumerable<CounterId> Keys => _counters.Keys;

    /// <inheritdoc />
    public IEnumerable<Counter> Values => _counters.Values;

    /// <inheritdoc cref="IReadOnlyDictionary{TKey, TValue}" />
    public Counter this[CounterId key]
    {
        get => _counters[key];
        set
        {
            if (!_counters.TryGetValue(key, out var before) || StaffingOf(before) != StaffingOf(value) || before.Zone != value.Zone)
            {
                StaffingVersion++;
            }

            _counters[key] = value;
        }
    }

    /// <summary>Takes a counter away.</summary>
    public void Remove(CounterId key)
    {
        _counters.Remove(key);
        StaffingVersion++;
    }

    /// <inheritdoc />
    public bool ContainsKey(CounterId key) => _counters.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(CounterId key, [MaybeNullWhen(false)] out Counter value) => _counters.TryGetValue(key, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<CounterId, Counter>> GetEnumerator() => _counters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static (bool Open, bool Paused) StaffingOf(Counter counter) =>
        (counter.State != CounterState.Closed, counter.State == CounterState.Paused);
}
