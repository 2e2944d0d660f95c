using System.Security.Claims;
using Hall.Storage.Keys;

namespace Hall.Hub.Keys;

/// <summary>A valid key with the principal that requests under it share.</summary>
internal sealed record KeyHolder(ApiKey Key, ClaimsPrincipal Principal);

/// <summary>The valid keys in memory, read again when they are half a second old, so that one made beside the hub works within a
/// second.</summary>
internal sealed class KeyRing(KeyStore store, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private volatile Loaded? _loaded;

    /// <summary>Whose key it is; null for an unknown or revoked one.</summary>
    public KeyHolder? Find(string key) => Current().Holders.GetValueOrDefault(KeyStore.HashOf(key));

    /// <summary>Whether the key of this name has not been revoked.</summary>
    public bool IsValid(string name) => Current().Holders.Values.Any(holder => holder.Key.Name == name);

    /// <summary>Reads the keys anew at the next request.</summary>
    public void Forget() => _loaded = null;

    private Loaded Current()
    {
        if (_loaded is { } loaded && time.GetElapsedTime(loaded.At) < Fresh)
        {
            return loaded;
        }

        lock (_gate)
        {
            if (_loaded is { } others && time.GetElapsedTime(others.At) < Fresh)
            {
                return others;
            }

            return _loaded = new(time.GetTimestamp(), store.Valid().ToDictionary(pair => pair.Key, pair => Holder(pair.Value)));
        }
    }

    private static KeyHolder Holder(ApiKey key) => new(key, new ClaimsPrincipal(new ClaimsIdentity(
        [new(ClaimTypes.Name, key.Name), new(ClaimTypes.Role, key.Role)], RequestKey.Scheme)));

    private sealed record Loaded(long At, Dictionary<string, KeyHolder> Holders);
}
