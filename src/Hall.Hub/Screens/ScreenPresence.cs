using System.Collections.Concurrent;

namespace Hall.Hub.Screens;

/// <summary>What was last heard of a screen.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Address">The machine's address.</param>
/// <param name="Browser">What its browser calls itself.</param>
/// <param name="Shows">The words on it.</param>
public sealed record ScreenContact(DateTimeOffset At, string Address, string Browser, string Shows);

/// <summary>
/// Which screens are alive, where, and what they show. An enrolled screen is one machine: while it is heard of, its cookie is
/// worth nothing anywhere else.
/// </summary>
public sealed class ScreenPresence(TimeProvider time)
{
    /// <summary>How often a screen says that it is there.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    /// <summary>After which silence a screen counts as gone.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Held> _held = new();

    /// <summary>Asks a screen to load its page anew; the argument is its identifier.</summary>
    public event Action<string>? ReloadAsked;

    /// <summary>The last contact with a screen; null when there was none since the hub started.</summary>
    public ScreenContact? Of(string screen) => _held.TryGetValue(screen, out var held) ? held.Contact : null;

    /// <summary>Whether a screen is there now.</summary>
    public bool IsAlive(string screen) => Of(screen) is { } contact && time.GetUtcNow() - contact.At < Silence;

    /// <summary>Whether a request may be the screen's own: nobody else was heard under its cookie just now.</summary>
    public bool MayCome(string screen, string address) => !IsAlive(screen) || Of(screen)!.Address == address;

    /// <summary>A page of a screen says that it is there.</summary>
    /// <param name="screen">The screen.</param>
    /// <param name="page">The page; each has an object of its own.</param>
    /// <returns>False when another page of this screen is there.</returns>
    public bool Hear(string screen, object page, string address, string browser, string shows)
    {
        var now = time.GetUtcNow();
        var contact = new ScreenContact(now, address, browser, shows);
        var held = _held.AddOrUpdate(screen, new Held(page, contact),
            (_, before) =>
                before.Page == page || before.Page is null || now - before.Contact.At >= Silence ? new Held(page, contact) : before);
        return held.Page == page;
    }

    /// <summary>A page of a screen was closed, as it is before a reload.</summary>
    public void Leave(string screen, object page)
    {
        if (_held.TryGetValue(screen, out var held) && held.Page == page)
        {
            _held.TryUpdate(screen, held with { Page = null }, held);
        }
    }

    /// <summary>Has a screen load its page anew.</summary>
    public void Reload(string screen) => ReloadAsked?.Invoke(screen);

    private sealed record Held(object? Page, ScreenContact Contact);
}
