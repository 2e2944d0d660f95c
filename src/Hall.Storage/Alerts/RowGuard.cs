using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Alerts;

/// <summary>
/// The one way in which stored rows are read that hold more than plain columns. A row that cannot be read is set aside: it stays in its
/// file as it is, an alert says which store and which row, and whoever read goes on without it. Once it can be read again the alert goes.
/// </summary>
public sealed class RowGuard(HubAlerts alerts)
{
    private const int Named = 5;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableSortedSet<string>> _aside = [];

    /// <summary>The rows of a store that are set aside now.</summary>
    public IReadOnlyCollection<string> AsideIn(string store)
    {
        lock (_gate)
        {
            return _aside.GetValueOrDefault(store, []);
        }
    }

    /// <summary>Reads a row; null when it cannot be read.</summary>
    /// <param name="store">File and table, such as <c>care.db/cases</c>.</param>
    /// <param name="row">Which row, by a name without personal data, such as <c>hall/CP2026-00001</c>.</param>
    /// <param name="read">Reads it. Whatever it throws is the row's fault, but for a file that cannot be read at all.</param>
    public T? Read<T>(string store, string row, Func<T> read)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            var found = read();
            Change(store, aside => aside.Remove(row));
            return found;
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or SqliteException))
        {
            SetAside(store, row);
            return null;
        }
    }

    /// <summary>Reads rows; those that cannot be read are left out.</summary>
    public List<T> Read<TRow, T>(string store, IEnumerable<TRow> rows, Func<TRow, string> nameOf, Func<TRow, T> read)
        where T : class =>
        [.. rows.Select(row => Read(store, nameOf(row), () => read(row))).OfType<T>()];

    /// <summary>Sets a row aside that was found to be unreadable.</summary>
    public void SetAside(string store, string row) => Change(store, aside => aside.Add(row));

    /// <summary>Forgets rows of a store that are not there any more.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rows">Those that are there.</param>
    public void Keep(string store, IReadOnlySet<string> rows) => Change(store, aside => aside.Intersect(rows));

    private void Change(string store, Func<ImmutableSortedSet<string>, ImmutableSortedSet<string>> change)
    {
        lock (_gate)
        {
            var before = _aside.GetValueOrDefault(store, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));
            var after = change(before);
            if (ReferenceEquals(before, after) || after.SetEquals(before))
            {
                return;
            }

            _aside[store] = after;
            if (after.IsEmpty)
            {
                alerts.Clear(AlertKind.RowUnreadable, store);
                return;
            }

            var more = after.Count > Named ? ", …" : "";
            alerts.Raise(AlertKind.RowUnreadable, store, after.Count.ToString(CultureInfo.InvariantCulture),
                string.Join(", ", after.Take(Named)) + more);
        }
    }
}
