using System.Collections.Concurrent;
using System.Security.Claims;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Identity;

/// <summary>
/// Knows when a person last touched anything. A session that nobody touches for as long as the setting says is locked: it shows what only
/// watches, does nothing, and goes on with the password. It is not locked while the person's window is open.
/// </summary>
public sealed class SessionIdle(SessionRegister sessions, PeopleRegister people, IHallDirectory halls, HubOptions options,
    TimeProvider time)
{
    // Pages that only show, and screens, which are the citizens' and not the person's whose session opened them.
    private static readonly string[] Surfaces = ["kiosk", "board", "window", "pad"];
    private const int MostKept = 500;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _touched = new();

    /// <summary>After how long without a touch; null for never.</summary>
    public TimeSpan? Limit => options.IdleMinutes > 0 ? TimeSpan.FromMinutes(options.IdleMinutes) : null;

    /// <summary>Whether a page only shows and may go on showing while the session is locked.</summary>
    /// <param name="path">Its address, such as <c>/tongling/manager</c>.</param>
    public static bool OnlyWatches(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return IsSurface(path) || (path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var first, .. var rest]
            && first.Equals("manager", StringComparison.OrdinalIgnoreCase)
            && (rest is [] || (rest is [var page] && page.Equals("live", StringComparison.OrdinalIgnoreCase))));
    }

    /// <summary>Whether a page is a screen's.</summary>
    /// <param name="path">Its address.</param>
    public static bool IsSurface(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, var surface, _, ..]
            && Surfaces.Contains(surface, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Somebody touched a key, the mouse or the screen, or opened a page.</summary>
    public void Touch(string session)
    {
        _touched[session] = time.GetUtcNow();
        if (_touched.Count > MostKept)
        {
            foreach (var gone in _touched.Keys.Where(id => sessions.Find(id) is null).ToList())
            {
                _touched.TryRemove(gone, out _);
            }
        }
    }

    /// <summary>Whether the session of a principal is locked; never for who has none.</summary>
    public bool IsLocked(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (Limit is not { } limit || sessions.Find(principal.FindFirst(StaffSession.SessionClaim)?.Value) is not { } session)
        {
            return false;
        }

        // A hub that was started anew knows no touches; the session goes on from there.
        var touched = _touched.GetOrAdd(session.Id, _ => time.GetUtcNow());
        if (time.GetUtcNow() - touched < limit)
        {
            return false;
        }

        if (people.Of(principal) is not { } person || !IsAtAWindow(person.Staff))
        {
            return true;
        }

        Touch(session.Id);
        return false;
    }

    private bool IsAtAWindow(string staff) =>
        halls.All.Any(hall =>
            hall.Snapshot.Counters.Any(view => view.Counter.Teller?.Value == staff && view.Counter.State != CounterState.Closed));
}
