using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Hall.Web.Surfaces;

/// <summary>
/// Whether the browser of a circuit is connected now. A circuit outlives its connection for minutes: nobody sees or hears what it does.
/// </summary>
public sealed class CircuitConnection : CircuitHandler
{
    /// <summary>Whether it is connected.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>Raised after it was lost or came back.</summary>
    public event Action? Changed;

    /// <inheritdoc />
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => Become(true);

    /// <inheritdoc />
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => Become(false);

    private Task Become(bool isUp)
    {
        if (IsUp != isUp)
        {
            IsUp = isUp;
            Changed?.Invoke();
        }

        return Task.CompletedTask;
    }
}
