using Hall.Hub.Network;

namespace Hall.Hub.Accounts;

/// <summary>From where somebody tries to sign in.</summary>
/// <param name="Address">The machine's address.</param>
/// <param name="Machine">Name of a browser that has signed somebody in before, or of an enrolled screen; null for a stranger's.</param>
/// <param name="Known">Accounts that have signed in there before.</param>
/// <param name="IsInTheHall">Whether a card may be used there: an enrolled screen, a browser that signed somebody in by password, or the
/// hub's own computer.</param>
public sealed record SignInPlace(string Address, string? Machine, IReadOnlySet<string> Known, bool IsInTheHall);

/// <summary>
/// Counts attempts to sign in, and lets the next one wait the longer the more went wrong: of one account, and of one address. Whoever is
/// sent off is neither told nor compared, so a guess costs the hub nothing. An attempt is counted before it is compared: of forty at once
/// only the first few are looked at. Strangers who guess at an account never shut out a machine from which it has signed in before, nor an
/// enrolled screen: each has a count of its own.
/// </summary>
public sealed class SignInGuard(TimeProvider time)
{
    /// <summary>Wrong attempts at an account until the next has to wait.</summary>
    public const int FreeOfAnAccount = 5;

    /// <summary>Wrong attempts of an address until the next has to wait; a hall's people may share one.</summary>
    public const int FreeOfAnAddress = 30;

    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    private const int MostCounts = 20_000;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(2);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Count> _counts = [];

    private readonly record struct Count(int Failures, DateTimeOffset Last, DateTimeOffset NotBefore);

    /// <summary>Begins an attempt.</summary>
    /// <param name="account">Identifier of the account, or what was typed where there is none.</param>
    /// <param name="place">From where.</param>
    /// <returns>How many went wrong at the account from there with this one, if it goes wrong too; null when it has to wait.</returns>
    public int? Begin(string account, SignInPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        lock (_gate)
        {
            var now = time.GetUtcNow();
            string[] keys = [.. KeysOf(account, place)];
            if (keys.Any(key => _counts.TryGetValue(key, out var count) && now < count.NotBefore && now >= count.Last))
            {
                return null;
            }

            MakeRoom(now);
            foreach (var key in keys)
            {
                var failures = (_counts.TryGetValue(key, out var before) && now - before.Last < Forgotten ? before.Failures : 0) + 1;
                _counts[key] = new(failures, now, now + WaitAfter(failures, key == keys[0] ? FreeOfAnAccount : FreeOfAnAddress));
            }

            return _counts[keys[0]].Failures;
        }
    }

    /// <summary>The attempt was right: it does not count, and what went wrong before at this account from there is forgotten.</summary>
    public void Succeed(string account, SignInPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        lock (_gate)
        {
            string[] keys = [.. KeysOf(account, place)];
            _counts.Remove(keys[0]);
            foreach (var key in keys.Skip(1).Where(_counts.ContainsKey))
            {
                _counts[key] = _counts[key] with { Failures = _counts[key].Failures - 1, NotBefore = default };
            }
        }
    }

    /// <summary>Forgets everything that went wrong at an account.</summary>
    public void Unlock(string account)
    {
        lock (_gate)
        {
            foreach (var key in _counts.Keys.Where(key => key.StartsWith($"account {account} ", StringComparison.Ordinal)).ToList())
            {
                _counts.Remove(key);
            }
        }
    }

    // The first is the account's; a known machine and an enrolled screen are counted by themselves and not by their address.
    private static IEnumerable<string> KeysOf(string account, SignInPlace place)
    {
        var isKnown = place.Machine is not null && (place.Known.Contains(account) || place.Known.Count == 0);
        yield return $"account {account} {(isKnown ? place.Machine : "")}";
        if (!isKnown)
        {
            yield return $"address {Nearness.MachineOf(place.Address)}";
        }
    }

    private static TimeSpan WaitAfter(int failures, int free) => failures < free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, FirstWait.TotalSeconds * Math.Pow(2, Math.Min(failures - free, 10))));

    private void MakeRoom(DateTimeOffset now)
    {
        if (_counts.Count < MostCounts)
        {
            return;
        }

        foreach (var old in _counts.OrderBy(pair => pair.Value.NotBefore > now).ThenBy(pair => pair.Value.Last).Take(MostCounts / 4)
            .Select(pair => pair.Key).ToList())
        {
            _counts.Remove(old);
        }
    }
}
