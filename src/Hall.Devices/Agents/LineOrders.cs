using Hall.Devices.Discovery;
using Hall.Devices.Lines;
using Hall.Devices.Slips;

namespace Hall.Devices.Agents;

/// <summary>Carries out what is ordered of the lines of one computer: the same on a hub and on an agent.</summary>
public static class LineOrders
{
    private const int MostSentFrames = 200;

    /// <summary>Carries an order out; every failure is an answer, never an exception.</summary>
    /// <param name="order">The order.</param>
    /// <param name="find">Finds a line of a hall by name; null when it is not open here.</param>
    /// <param name="discover">Looks for ports.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<OrderAnswer> CarryOutAsync(
        DeviceOrder order, Func<string, string, ILineHost?> find, Func<CancellationToken, Task<IReadOnlyList<PortProposal>>> discover,
            CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(discover);
        try
        {
            if (order.Kind == OrderKind.Discover)
            {
                return new(order.Id, true) { Proposals = await discover(cancellationToken).ConfigureAwait(false) };
            }

            return find(order.Hall, order.Line) is { } host
                ? await CarryOutAsync(order, host, cancellationToken).ConfigureAwait(false)
                : new(order.Id, false, $"There is no line '{order.Line}' here.");
        }
        catch (Exception fault)
        {
            return new(order.Id, false, fault.Message);
        }
    }

    private static async Task<OrderAnswer> CarryOutAsync(DeviceOrder order, ILineHost host, CancellationToken cancellationToken)
    {
        switch (order.Kind)
        {
            case OrderKind.Frames:
                return new(order.Id, true) { Frames = [.. host.Frames.TakeLast(MostSentFrames)] };
            case OrderKind.Print when order.Values is not null:
                var slip = new Slip(order.Values, order.Lists ?? new Dictionary<string, IReadOnlyList<string>>());
                var printed = await host.PrintAsync(slip, cancellationToken).ConfigureAwait(false);
                return new(order.Id, true, printed.Reason) { Printed = printed.Outcome, Copies = printed.Copies };
            case OrderKind.Play when order.Wave is not null:
                return new(order.Id, await host.PlayAsync(order.Wave, cancellationToken).ConfigureAwait(false));
            case OrderKind.Test:
                var result = await host.TestAsync(order.Counter, order.Test, order.Text, cancellationToken).ConfigureAwait(false);
                return new(order.Id, result == TestResult.Done) { Test = result };
            default:
                return new(order.Id, false, "The order is not complete.");
        }
    }
}
