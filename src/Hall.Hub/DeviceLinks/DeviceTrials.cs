using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Hall.Hub.Agents;

namespace Hall.Hub.DeviceLinks;

/// <summary>Adds a row to the audit.</summary>
/// <param name="actor">Who.</param>
/// <param name="subject">Which device.</param>
/// <param name="detail">What.</param>
public delegate Task NoteTrialAsync(string actor, string subject, string detail);

/// <summary>Tries devices out for a person. Whoever makes a pad ask or a window show something leaves a row in the audit, before it happens.</summary>
public sealed class DeviceTrials(DeviceOrders orders, NoteTrialAsync note)
{
    /// <summary>Has a device do something for a trial.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="line">The device's line.</param>
    /// <param name="actor">Staff number of whoever asks.</param>
    /// <param name="test">What it shall do.</param>
    /// <param name="counter">Whose device; empty where the line has one.</param>
    /// <param name="text">What it shall show.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<OrderAnswer> CarryOutAsync(IHall hall, DeviceLineDefinition line, string actor, DeviceTest test, string counter, string text, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(hall);
        ArgumentNullException.ThrowIfNull(line);
        var what = test == DeviceTest.Text ? $"{test} {text}" : $"{test}";
        var place = counter.Length > 0 && line.Place.Length == 0 ? $", counter {counter}" : "";
        await note(actor, $"{hall.Id}/{line.Name}{place}", what);
        var order = new DeviceOrder(Guid.CreateVersion7(), OrderKind.Test, hall.Id.Value, line.Name) { Counter = counter, Test = test, Text = text };
        return test == DeviceTest.Ticket ? await PrintAsync(hall, line, order, cancel) : await orders.CarryOutAsync(hall, line, order, cancel);
    }

    // A test ticket is a slip like any other, with the hall's name: what comes out, and what is said of it, is what citizens get.
    private async Task<OrderAnswer> PrintAsync(IHall hall, DeviceLineDefinition line, DeviceOrder order, CancellationToken cancel)
    {
        var slip = TestSlip.Of(hall.Snapshot.Plan.Configuration.Names.In("zh-CN"), "");
        var answer = await orders.CarryOutAsync(hall, line, order with { Kind = OrderKind.Print, Values = slip.Values, Lists = slip.Lists }, cancel);
        return answer.Printed is { } outcome ? answer with { Test = outcome is PrintOutcome.Printed or PrintOutcome.Sent ? TestResult.Done : TestResult.Failed } : answer;
    }
}
