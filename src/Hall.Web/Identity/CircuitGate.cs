using System.Collections.Concurrent;
using System.Security.Claims;
using Hall.Devices.Supervision;
using Hall.Hub.Identity;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Web.Identity;

/// <summary>
/// Stands before the circuits' own hub. The framework believes for as long as a WebSocket lives who its opener was; here the session is
/// asked at every message, one that has ended gets no circuit, no old one back and no answer, and its connection is cut.
/// </summary>
public sealed class CircuitGate(PeopleRegister people, TimeProvider time, StandstillReport report, ILogger<CircuitGate> logger)
    : Worker("circuit-gate", time, report, logger), IHubFilter
{
    private readonly ConcurrentDictionary<string, HubCallerContext> _open = new();
    private readonly ConcurrentDictionary<string, bool> _over = new();

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (IsOver(context.Context.User))
        {
            context.Context.Abort();
            return Task.CompletedTask;
        }

        _open[context.Context.ConnectionId] = context.Context;
        return next(context);
    }

    /// <inheritdoc />
    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        _open.TryRemove(context.Context.ConnectionId, out _);
        _over.TryRemove(context.Context.ConnectionId, out _);
        return next(context, exception);
    }

    /// <inheritdoc />
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        ArgumentNullException.ThrowIfNull(invocationContext);
        ArgumentNullException.ThrowIfNull(next);
        if (!IsOver(invocationContext.Context.User))
        {
            return next(invocationContext);
        }

        // No circuit, and no exception: whoever sends on would write a fault into the log with each message.
        invocationContext.Context.Abort();
        return ValueTask.FromResult<object?>(null);
    }

    // The page is given half a second to say so; until then nothing that it sends is heard.
    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        foreach (var (id, context) in _open)
        {
            if (IsOver(context.User) && !_over.TryAdd(id, true))
            {
                context.Abort();
            }
        }

        return Task.CompletedTask;
    }

    private bool IsOver(ClaimsPrincipal? user) =>
        user?.Identities.Any(identity => identity.AuthenticationType == StaffSession.Scheme) == true && people.Of(user) is null;
}
