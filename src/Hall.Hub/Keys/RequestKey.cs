using Hall.Storage.Keys;

namespace Hall.Hub.Keys;

/// <summary>The key that a request came with.</summary>
public static class RequestKey
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "hall-key";

    private static readonly object Item = new();

    /// <summary>The key; null when there was none or it is not valid.</summary>
    public static ApiKey? Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[Item] as ApiKey;
    }

    /// <summary>Keeps the key for whoever answers the request.</summary>
    public static void Keep(HttpContext context, ApiKey key)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[Item] = key;
    }
}
