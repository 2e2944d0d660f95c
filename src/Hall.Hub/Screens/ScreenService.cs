using System.Buffers.Text;
using System.Security.Cryptography;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Screens;

/// <summary>Where a screen stands.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Surface"><c>kiosk</c>, <c>board</c>, <c>window</c> or <c>pad</c>.</param>
/// <param name="Place">The kiosk, board or counter.</param>
public sealed record ScreenPlace(string Hall, string Surface, string Place)
{
    /// <summary>The kinds of screens.</summary>
    public static IReadOnlyList<string> Surfaces { get; } = ["kiosk", "board", "window", "pad"];

    /// <summary>The place whose page stands at an address, such as <c>/tongling/kiosk/1</c>; null for another address.</summary>
    public static ScreenPlace? OfPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries) is [var hall, var surface, var place, ..]
            && Surfaces.Contains(surface) ? new(hall, surface, Uri.UnescapeDataString(place)) : null;
    }

    /// <summary>The places that a hall has for a kind of screen.</summary>
    public static IReadOnlyList<string> Of(HallPlan plan, string surface) => surface switch
    {
        "kiosk" => [.. plan.Configuration.Kiosks.Select(kiosk => kiosk.Kiosk.Value)],
        "board" => [.. plan.Configuration.Boards.Select(board => board.Board).Prepend("all").Distinct()],
        "window" or "pad" => [.. plan.Configuration.Counters.Select(counter => counter.Counter.Value)],
        _ => [],
    };
}

/// <summary>Enrols, renames, moves, reloads and shuts out screens. What it refuses is a key of the words <c>screens.fault.…</c>; null means
/// done.</summary>
public sealed class ScreenService(
    PeopleStore store, ScreenCodes codes, ScreenPresence presence, IHallDirectory halls, HubAlerts alerts, TimeProvider time)
{
    private const int LongestName = 60;

    /// <summary>Confirms the screen that shows a code, for a place.</summary>
    public async Task<string?> ConfirmAsync(string actor, string code, ScreenPlace place, string name)
    {
        if (FaultIn(place, name) is { } fault)
        {
            return fault;
        }

        var (answer, waiting) = codes.Find(code, actor);
        if (waiting is null)
        {
            if (answer == CodeAnswer.TooMany)
            {
                await KeptAsync(change =>
                    NotedAsync(change, actor, AuditKind.CodeGuessed, $"{place.Hall}", $"{ScreenCodes.MostWrong} wrong codes"));
            }

            return answer == CodeAnswer.TooMany ? "tooMany" : "code";
        }

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var unkept = await KeptAsync(async change =>
        {
            var screen = new Screen
            {
                Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)),
                Name = name.Trim(),
                Hall = place.Hall,
                Surface = place.Surface,
                Place = place.Place,
                SecretHash = ScreenRegister.HashOf(secret),
                EnrolledAt = time.GetUtcNow(),
                EnrolledBy = actor,
            };
            change.Context.Screens.Add(screen);
            return await NotedAsync(change, actor, AuditKind.ScreenEnrolled, screen.Name, $"{screen.Path}, {waiting.Address}");
        });
        waiting.Secret = unkept is null ? secret : null;
        return unkept;
    }

    /// <summary>Gives a screen another name or another place; it goes there by itself.</summary>
    public async Task<string?> ChangeAsync(string actor, string id, ScreenPlace place, string name) =>
        FaultIn(place, name) ?? await WithAsync(id, async (change, screen) =>
    {
        var before = $"{screen.Name} at {screen.Path}";
        (screen.Name, screen.Hall, screen.Surface, screen.Place) = (name.Trim(), place.Hall, place.Surface, place.Place);
        await NotedAsync(change, actor, AuditKind.ScreenChanged, screen.Name, $"{before} -> {screen.Name} at {screen.Path}");
    });

    /// <summary>Shuts a screen out: it shows a code again.</summary>
    public Task<string?> ShutOutAsync(string actor, string id) => WithAsync(id, async (change, screen) =>
    {
        screen.ShutOutAt = time.GetUtcNow();
        await NotedAsync(change, actor, AuditKind.ScreenShutOut, screen.Name, screen.Path);
        alerts.Clear(AlertKind.ScreenTwice, screen.Name);
    });

    /// <summary>Has a screen load its page anew.</summary>
    public void Reload(string id) => presence.Reload(id);

    /// <summary>A screen's cookie was used from a second place: the manager and the audit are told once, until the screen is shut out or
    /// seen to.</summary>
    public async Task ReportTwiceAsync(Screen screen, string address)
    {
        if (alerts.All.Any(alert => alert.Kind == AlertKind.ScreenTwice && alert.Subject == screen.Name))
        {
            return;
        }

        alerts.Raise(AlertKind.ScreenTwice, screen.Name, presence.Of(screen.Id)?.Address ?? "", address);
        await KeptAsync(change =>
            NotedAsync(change, $"screen {screen.Name}", AuditKind.ScreenTwice, screen.Name,
                $"{presence.Of(screen.Id)?.Address} and {address}"));
    }

    /// <summary>A manager has seen to a cookie that was used twice.</summary>
    public void Settle(Screen screen) => alerts.Clear(AlertKind.ScreenTwice, screen.Name);

    private string? FaultIn(ScreenPlace place, string name) =>
        name.Trim().Length is 0 or > LongestName || name.Any(char.IsControl) ? "name"
        : halls.Find(new HallId(place.Hall)) is not { } hall || !ScreenPlace.Of(hall.Snapshot.Plan, place.Surface).Contains(place.Place)
            ? "place"
        : null;

    private Task<string?> WithAsync(string id, Func<PeopleChange, Screen, Task> act) => KeptAsync(async change =>
    {
        if (await change.Context.Screens.SingleOrDefaultAsync(screen => screen.Id == id && screen.ShutOutAt == null) is not { } screen)
        {
            return "unknown";
        }

        await act(change, screen);
        return null;
    });

    private async Task<string?> KeptAsync(Func<PeopleChange, Task<string?>> change)
    {
        try
        {
            return await store.ChangeAsync(change);
        }
        catch (JournalUnavailableException)
        {
            return "unkept";
        }
    }

    private static async Task<string?> NotedAsync(PeopleChange change, string actor, string kind, string subject, string detail)
    {
        await change.NoteAsync(actor, kind, subject, detail);
        return null;
    }
}
