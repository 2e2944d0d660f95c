using System.Buffers.Text;
using System.Security.Cryptography;
using Hall.Hub.Accounts;
using Hall.Hub.Network;
using Hall.Storage.People;

namespace Hall.Hub.Screens;

/// <summary>A machine that shows a code and waits to be enrolled.</summary>
public sealed class WaitingScreen
{
    /// <summary>What its browser proves itself with while it waits.</summary>
    public required string Asking { get; init; }

    /// <summary>The code on its screen.</summary>
    public required string Code { get; init; }

    /// <summary>The page that its browser was told to open; <c>/</c> for none in particular.</summary>
    public required string Wanted { get; init; }

    /// <summary>The machine's address.</summary>
    public required string Address { get; init; }

    /// <summary>Since when it waits, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether its browser came back to look: a screen does every few seconds, who only asks for codes does not.</summary>
    public bool IsThere { get; set; }

    /// <summary>Whether its code stands beside a sign-in: most who open that are people, so it counts as waiting once it came back to
    /// look.</summary>
    public bool IsBeside { get; init; }

    /// <summary>The secret of its new cookie once a manager has confirmed it; null before.</summary>
    public string? Secret { get; set; }
}

/// <summary>What came of a code that a manager typed.</summary>
public enum CodeAnswer
{
    /// <summary>A screen shows it.</summary>
    Right,

    /// <summary>No screen shows it now.</summary>
    Wrong,

    /// <summary>Too many wrong ones: nothing is compared for some minutes.</summary>
    TooMany,
}

/// <summary>
/// The codes on the screens that wait. A code works for ten minutes and once; wrong ones are counted for whoever types them. Whoever asks
/// gets one, so that nobody can keep a screen out: where there are too many, one of a stranger's goes before one of the house, one of a
/// machine that asked for many before one of another, one that nobody came back to before one on a screen, and the oldest of these. Kept in
/// memory: a hub that starts again gives new ones.
/// </summary>
public sealed class ScreenCodes(TimeProvider time)
{
    /// <summary>Characters of a code; with 31 different ones a guess hits one of 200 codes once in four million.</summary>
    public const int Length = 6;

    /// <summary>Wrong codes until one has to wait.</summary>
    public const int MostWrong = 10;

    /// <summary>How long a code works.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>How long one waits after too many wrong ones.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private const int MostWaiting = 200;
    private const int MostFromOneMachine = 30;
    private readonly Lock _gate = new();
    private readonly List<WaitingScreen> _waiting = [];
    private readonly Dictionary<string, (int Wrong, DateTimeOffset Since)> _wrong = [];

    /// <summary>The screens that wait, those of the house first, then by age.</summary>
    public IReadOnlyList<WaitingScreen> Waiting
    {
        get
        {
            lock (_gate)
            {
                Forget();
                return [.. _waiting.Where(screen => screen.Secret is null && (!screen.IsBeside || screen.IsThere))
                    .OrderBy(screen => !Nearness.IsNear(screen.Address))];
            }
        }
    }

    /// <summary>The waiting screen that this browser is; a new one when it is none, or its code is too old.</summary>
    /// <param name="asking">What its browser proves itself with; null for a new one.</param>
    /// <param name="wanted">The page that it was told to open.</param>
    /// <param name="address">The machine's address.</param>
    /// <param name="beside">Whether the code is shown beside a sign-in.</param>
    public WaitingScreen Ask(string? asking, string wanted, string address, bool beside = false)
    {
        lock (_gate)
        {
            Forget();
            if (asking is not null && _waiting.Find(screen => screen.Asking == asking) is { } known)
            {
                known.IsThere |= !beside;
                return known;
            }

            var machine = Nearness.MachineOf(address);
            var same = _waiting.Where(screen => screen.Secret is null && Nearness.MachineOf(screen.Address) == machine).ToList();
            if (same.Count >= MostFromOneMachine)
            {
                GiveWay(same);
            }
            else if (_waiting.Count >= MostWaiting)
            {
                GiveWay([.. _waiting.Where(screen => screen.Secret is null)]);
            }

            var fresh = new WaitingScreen
            {
                Asking = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)),
                Code = PasswordMaker.Text(Length),
                Wanted = wanted,
                Address = address,
                Since = time.GetUtcNow(),
                IsBeside = beside,
            };
            _waiting.Add(fresh);
            return fresh;
        }
    }

    /// <summary>Looks a typed code up; spaces, hyphens and small letters do not matter.</summary>
    /// <param name="code">What was typed.</param>
    /// <param name="who">Who typed it.</param>
    public (CodeAnswer Answer, WaitingScreen? Screen) Find(string code, string who)
    {
        var typed = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        lock (_gate)
        {
            Forget();
            var now = time.GetUtcNow();
            var (wrong, since) = _wrong.TryGetValue(who, out var counted) && now - counted.Since < Pause ? counted : (0, now);
            if (wrong >= MostWrong)
            {
                return (CodeAnswer.TooMany, null);
            }

            if (typed.Length == Length && _waiting.Find(screen => screen.Secret is null && screen.Code == typed) is { } found)
            {
                _wrong.Remove(who);
                return (CodeAnswer.Right, found);
            }

            _wrong[who] = (wrong + 1, since);
            return (wrong + 1 >= MostWrong ? CodeAnswer.TooMany : CodeAnswer.Wrong, null);
        }
    }

    /// <summary>A screen has taken its cookie.</summary>
    public void Done(WaitingScreen screen)
    {
        lock (_gate)
        {
            _waiting.Remove(screen);
        }
    }

    /// <summary>Somebody signed in at a browser: its machine is a person's.</summary>
    public void Forget(string? asking)
    {
        lock (_gate)
        {
            _waiting.RemoveAll(screen => screen.Asking == asking && screen.Secret is null);
        }
    }

    private void GiveWay(List<WaitingScreen> among)
    {
        var asked = among.CountBy(screen => Nearness.MachineOf(screen.Address)).ToDictionary();
        var last = among.OrderBy(screen => Nearness.IsNear(screen.Address))
            .ThenByDescending(screen => asked[Nearness.MachineOf(screen.Address)])
            .ThenBy(screen => screen.IsThere).ThenBy(screen => screen.Since).FirstOrDefault();
        if (last is not null)
        {
            _waiting.Remove(last);
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        _waiting.RemoveAll(screen => now - screen.Since >= Lasts);
    }
}
