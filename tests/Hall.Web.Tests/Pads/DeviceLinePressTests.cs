using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Links;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Pads;

/// <summary>A pad on the hub's own line whose press the hub cannot handle: it falls silent, somebody is told, and the others go on.</summary>
public sealed class DeviceLinePressTests : IAsyncDisposable
{
    private static readonly byte[] CallTenNines = [0xFF, 0x68, 0x0C, 0x0C, 0x68, 0x01, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 0x0C, 0x67, 0x16];
    private static readonly byte[] RatingTwo = [0xFF, 0x68, 0x03, 0x03, 0x68, 0x01, 0x11, 0x02, 0x14, 0x16];
    private static readonly byte[] AcknowledgeTwo = [0xFF, 0x68, 0x03, 0x03, 0x68, 0x01, 0x01, 0x02, 0x04, 0x16];
    private readonly MemoryLink _link = new();
    private readonly HubAlerts _alerts = new(TimeProvider.System);
    private readonly ListLogger<PressesSetAside> _log = new();
    private readonly FaultyHall _hall = new(new FakeHall(FakeHall.Shipped("demo-small"), TimeProvider.System));
    private readonly DeviceLine _bus;

    public DeviceLinePressTests()
    {
        var definition = new DeviceLineDefinition { Name = "pads", Protocol = "ff68", Port = "memory", Counters = new Dictionary<string, CounterId> { ["1"] = new("1") } };
        var factory = new LineFactory(TimeProvider.System, NullLogger.Instance, linkOf: _ => _link);
        _bus = new(_hall, definition, TestLines.Made.Of(definition, _hall.Id), factory, TestLines.Made, new(TimeProvider.System), NullLogger.Instance, new(_alerts, TimeProvider.System, _log));
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Press_TenDigitsAndTheCallKey_IsAcknowledgedAndTheNextPressIsHeard()
    {
        var far = await _link.AcceptAsync(TestContext.Current.CancellationToken);

        await far.Output.WriteAsync(CallTenNines, TestContext.Current.CancellationToken);
        await HearAsync(far.Input, CallTenNines);
        await far.Output.WriteAsync(RatingTwo, TestContext.Current.CancellationToken);

        await HearAsync(far.Input, AcknowledgeTwo);
        Assert.Empty(_alerts.All);
    }

    [Fact]
    public async Task Press_TheHallRunsIntoAFault_IsAcknowledgedWithAnAlertAndNoRatingInTheLog()
    {
        var far = await _link.AcceptAsync(TestContext.Current.CancellationToken);
        _hall.Fault = _ => new KeyNotFoundException("The given key was not present.");

        await far.Output.WriteAsync(RatingTwo, TestContext.Current.CancellationToken);
        await HearAsync(far.Input, AcknowledgeTwo);

        var alert = Assert.Single(_alerts.All);
        Assert.Equal((AlertKind.PressSetAside, "demo-small/1", "demo-small", "1"), (alert.Kind, alert.Subject, alert.Hall, alert.Arguments[0]));
        Assert.DoesNotContain("Satisfied", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Press_TheJournalCannotBeWritten_IsNotAcknowledgedUntilItCan()
    {
        var far = await _link.AcceptAsync(TestContext.Current.CancellationToken);
        _hall.Fault = _ => new JournalUnavailableException("The disk is full.");
        await far.Output.WriteAsync(RatingTwo, TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => _bus.Host.Condition.Counts.NotRecorded == 1);
        _hall.Fault = _ => null;

        await far.Output.WriteAsync(RatingTwo, TestContext.Current.CancellationToken);

        await HearAsync(far.Input, AcknowledgeTwo);
        await Eventually.HoldsAsync(() => _bus.Host.Condition.Counts.Acknowledgements == 1);
    }

    private static async Task HearAsync(System.IO.Pipelines.PipeReader from, byte[] expected)
    {
        var read = await from.ReadAtLeastAsync(expected.Length, TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
        from.AdvanceTo(read.Buffer.End);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(bytes));
    }
}
