using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Hall.Devices.Supervision;
using Hall.Hub.Registers;
using Hall.Storage.People;

namespace Hall.Hub.Screens;

/// <summary>The enrolled screens in memory.</summary>
public sealed class ScreenRegister(PeopleStore store, TimeProvider time, StandstillReport report, ILogger<ScreenRegister> logger)
    : StoreRegister<ScreenRegister.Enrolled>("screen-register", store, new([]), time, report, logger)
{
    private const string Screens = "people.db/screens";

    /// <summary>All screens that may show something.</summary>
    public IReadOnlyList<Screen> All => [.. Current.ById.Values.OrderBy(screen => screen.Name, StringComparer.Ordinal)];

    /// <summary>A screen by its identifier; null when there is none or it was shut out.</summary>
    public Screen? Find(string id) => Current.ById.GetValueOrDefault(id);

    /// <summary>A screen by its cookie; null when there is none or it was shut out.</summary>
    public Screen? FindBySecret(string secret) => Current.BySecret.GetValueOrDefault(HashOf(secret));

    /// <summary>What is kept of a secret of 256 random bits, for which a fast hash is as good as a slow one.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <inheritdoc />
    protected override Enrolled Read(PeopleStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var rows =
            store.Read(context => context.Screens.Where(screen => screen.ShutOutAt == null).OrderBy(screen => screen.EnrolledAt).ToList());
        store.Rows.Keep(Screens, rows.Select(screen => screen.Name).ToHashSet());

        // Two with one secret cannot be told apart: the later one is enrolled anew, and the others go on.
        var known = new HashSet<string>(StringComparer.Ordinal);
        return new(store.Rows.Read(Screens, rows, screen => screen.Name,
            screen => known.Add(screen.SecretHash) ? screen : throw new InvalidDataException("Another screen has the same secret.")));
    }

    /// <summary>The screens of one reading, looked up both ways.</summary>
    /// <param name="screens">All that may show something.</param>
    public sealed class Enrolled(IReadOnlyList<Screen> screens)
    {
        internal ImmutableDictionary<string, Screen> ById { get; } = screens.ToImmutableDictionary(screen => screen.Id);

        internal ImmutableDictionary<string, Screen> BySecret { get; } = screens.ToImmutableDictionary(screen => screen.SecretHash);
    }
}
