using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Hall.Web.People;

namespace Hall.Web.Screens;

/// <summary>The enrolled screens in memory, renewed with every change.</summary>
public sealed class ScreenRegister : IHostedLifecycleService
{
    private readonly PeopleStore _store;
    private volatile ImmutableDictionary<string, Screen> _byId = ImmutableDictionary<string, Screen>.Empty;
    private volatile ImmutableDictionary<string, Screen> _bySecret = ImmutableDictionary<string, Screen>.Empty;

    /// <summary>Follows a store.</summary>
    public ScreenRegister(PeopleStore store)
    {
        _store = store;
        store.Changed += Reload;
    }

    /// <summary>Raised after a screen changed.</summary>
    public event Action? Changed;

    /// <summary>All screens that may show something.</summary>
    public IReadOnlyList<Screen> All => [.. _byId.Values.OrderBy(screen => screen.Name, StringComparer.Ordinal)];

    /// <summary>A screen by its identifier; null when there is none or it was shut out.</summary>
    public Screen? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>A screen by its cookie; null when there is none or it was shut out.</summary>
    public Screen? FindBySecret(string secret) => _bySecret.GetValueOrDefault(HashOf(secret));

    /// <summary>What is kept of a secret of 256 random bits, for which a fast hash is as good as a slow one.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // The file is made by whichever of the registers starts first.
        _store.Prepare();
        Reload();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Reload()
    {
        var screens = _store.Read(context => context.Screens.Where(screen => screen.ShutOutAt == null).ToList());
        _byId = screens.ToImmutableDictionary(screen => screen.Id);
        _bySecret = screens.ToImmutableDictionary(screen => screen.SecretHash);
        foreach (var listener in Changed?.GetInvocationList().Cast<Action>() ?? [])
        {
            listener();
        }
    }
}
