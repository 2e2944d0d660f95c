using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Dispatch;

/// <summary>Our rule, <see cref="Dispatcher"/>: the only one that a hall runs on.</summary>
public sealed class HallPolicy : IDispatchPolicy
{
    /// <summary>The one there is: it remembers nothing.</summary>
    public static HallPolicy Instance { get; } = new();

    /// <inheritdoc />
    public string Name => "hall";

    /// <inheritdoc />
    public (Ticket Ticket, CallReason Reason)? Choose(HallState state, CounterId counter, DateTimeOffset now) =>
        Dispatcher.Choose(state, counter, now);
}
