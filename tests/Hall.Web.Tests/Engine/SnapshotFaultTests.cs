using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Engine;

/// <summary>A snapshot that cannot be built stops no hall: commands go on, a manager is told, and it is built once it can be.</summary>
public sealed class SnapshotFaultTests
{
    [Fact]
    public async Task Execute_SnapshotCannotBeBuilt_IsCarriedOutAndShownOnceItCanBe()
    {
        await using var hub = HallOnDisk.Started();
        Assert.True((await hub.Hall.ExecuteAsync(new OpenCounter(new("1"), new("1001")), null, TestContext.Current.CancellationToken)).Succeeded);
        await hub.IssueAsync();
        var engine = hub.Halls.Engines.First();
        engine.Show(new(hub.Hall.Now, new Broken<TicketId, WaitEstimate>(), new Broken<(ServiceCode, PriorityCode), WaitEstimate>()));
        await hub.UntilAsync(
            () => hub.Alerts.All.Any(alert => alert is { Kind: AlertKind.WorkerFailed, Subject: "demo-small/snapshot" }), TimeSpan.FromMilliseconds(100));

        Assert.True((await hub.Hall.ExecuteAsync(new CallNext(new("1")), null, TestContext.Current.CancellationToken)).Succeeded);

        engine.Show(new(hub.Hall.Now, new Dictionary<TicketId, WaitEstimate>(), new Dictionary<(ServiceCode, PriorityCode), WaitEstimate>()));
        await hub.UntilAsync(() => hub.Hall.Snapshot.RecentCalls.Count == 1 && hub.Alerts.All.Count == 0, TimeSpan.FromSeconds(1));
    }

    private sealed class Broken<TKey, TValue> : IReadOnlyDictionary<TKey, TValue>
    {
        public IEnumerable<TKey> Keys => throw new InvalidOperationException();

        public IEnumerable<TValue> Values => throw new InvalidOperationException();

        public int Count => throw new InvalidOperationException();

        public TValue this[TKey key] => throw new InvalidOperationException();

        public bool ContainsKey(TKey key) => throw new InvalidOperationException();

        public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => throw new InvalidOperationException();

        public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => throw new InvalidOperationException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
