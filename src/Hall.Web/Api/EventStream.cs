using System.Globalization;
using Hall.Core.Engine;
using Hall.Hub.Keys;
using Hall.Storage.Data;
using Hall.Storage.Journal;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Api;

/// <summary>
/// <c>GET H/events</c>: the hall's committed events as server-sent events. With <c>Last-Event-ID</c> it goes on after that event
/// without loss, reading the journal for this and the previous business day; a reader that falls behind is caught up the same way.
/// </summary>
internal static class EventStream
{
    private const int Page = 256;
    private static readonly TimeSpan KeyLookedAtEvery = TimeSpan.FromSeconds(1);

    public static Task WriteAsync(HallRequest request) => SseResponse.WriteAsync(request.Http, async stream =>
    {
        var last = LastEventId(request.Http.Request);
        do
        {
            last = await FollowAsync(request, stream, last);
        }
        while (last is not null);
    });

    private static string? LastEventId(HttpRequest request) =>
        request.Headers.TryGetValue("Last-Event-ID", out var id) && id.ToString().Length > 0 ? id.ToString() : null;

    // Returns where it stopped when the reader fell behind, so that the caller can go on from there; null when it is over.
    private static async Task<string?> FollowAsync(HallRequest request, SseResponse stream, string? last)
    {
        using var subscription = request.Hall.Subscribe();
        var writer = new EventWriter(stream, request.Hall, request.Key?.Role is KeyRole.Board or KeyRole.Counter);
        var sent = await BeginAsync(request, stream, writer, subscription, last);
        var entries = subscription.Entries;
        var time = request.Http.RequestServices.GetRequiredService<TimeProvider>();
        try
        {
            while (true)
            {
                while (entries.TryRead(out var entry) && MayListen(request))
                {
                    if (entry.Sequence > sent)
                    {
                        await writer.WriteAsync(entry, stream.Ended);
                        sent = entry.Sequence;
                    }
                }

                if (!await WaitAsync(request, stream, entries.WaitToReadAsync(stream.Ended).AsTask(), time))
                {
                    return null;
                }
            }
        }
        catch (SubscriptionOverrunException)
        {
            return sent.ToString(CultureInfo.InvariantCulture);
        }
    }

    // False when the hall has stopped or the key was taken back.
    private static async Task<bool> WaitAsync(HallRequest request, SseResponse stream, Task<bool> more, TimeProvider time)
    {
        while (MayListen(request))
        {
            await stream.FlushAsync();
            try
            {
                return await more.WaitAsync(KeyLookedAtEvery, time, stream.Ended);
            }
            catch (TimeoutException)
            {
                // The key is looked at again.
            }
        }

        return false;
    }

    private static bool MayListen(HallRequest request) =>
        request.Key is not { } key || request.Http.RequestServices.GetRequiredService<KeyRing>().IsValid(key.Name);

    private static async Task<long> BeginAsync(
        HallRequest request, SseResponse stream, EventWriter writer, IHallSubscription subscription, string? last)
    {
        if (last is null)
        {
            writer.Snapshot(subscription.Snapshot);
            return subscription.Snapshot.Version;
        }

        if (!long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || !await IsKnownAsync(request, sent, stream.Ended))
        {
            writer.Reset();
            writer.Snapshot(subscription.Snapshot);
            return subscription.Snapshot.Version;
        }

        var journal = request.Http.RequestServices.GetRequiredService<JournalDatabase>();
        while (sent < subscription.Snapshot.Version)
        {
            // A page is read whole before any of it is sent: a slow reader must not keep the database's log from being emptied.
            var page = journal.EntriesAfter(request.Hall.Id, sent).Take(Page)
                .TakeWhile(entry => entry.Sequence <= subscription.Snapshot.Version).ToList();
            foreach (var entry in page)
            {
                await writer.WriteAsync(entry, stream.Ended);
                sent = entry.Sequence;
            }

            if (page.Count == 0)
            {
                break;
            }

            await stream.FlushAsync();
        }

        return sent;
    }

    // Two opening states are kept, of this and of the previous business day: what lies before the older one is too old to resume.
    private static async Task<bool> IsKnownAsync(HallRequest request, long sent, CancellationToken cancel)
    {
        await using var database = await request.Http.RequestServices.GetRequiredService<IDbContextFactory<HallDbContext>>()
            .CreateDbContextAsync(cancel);
        var hall = request.Hall.Id.Value;
        var openings = await database.Openings.Where(row => row.Hall == hall).Select(row => row.Sequence).ToListAsync(cancel);
        var newest = await database.Journal.Where(row => row.Hall == hall).MaxAsync(row => row.Sequence, cancel);
        return sent <= newest && (openings.Count < 2 || sent >= openings.Min());
    }
}
