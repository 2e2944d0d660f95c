using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Web.Devices;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.Extensions.Logging.Abstractions;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Web.Tests.DeviceHub;

/// <summary>A kiosk's printer on the hub: what it does, what is known of it before a slip, and what a trial prints.</summary>
public sealed class TicketPrintingTests : IAsyncLifetime
{
    private static readonly KioskId Kiosk = new("1");
    private readonly FakeHall _hall;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EscPosPrinterEmulator _printer = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HubDeviceLines _buses;
    private readonly DeviceOrders _orders;
    private readonly TicketPrinting _printing;
    private Task _serving = Task.CompletedTask;

    public TicketPrintingTests()
    {
        var small = FakeHall.Shipped("demo-small");
        _hall = new(small with { Hours = small.Hours with { Always = true } }, TimeProvider.System);
        var agents = new AgentRegister(TimeProvider.System);
        _buses = new(_hall, TestLines.Made, new LineFactory(TimeProvider.System, NullLogger.Instance), new(TimeProvider.System), TimeProvider.System, _ => { }, NullLogger<DeviceLine>.Instance);
        _orders = new(_buses, agents, null!, TimeProvider.System, NullLogger<DeviceOrders>.Instance);
        _printing = new(_orders, new DeviceLinks(_buses, agents, TimeProvider.System));
    }

    private DeviceLineDefinition Line => _hall.Snapshot.Plan.Configuration.DeviceLines.Single();

    public async ValueTask InitializeAsync()
    {
        _listener.Start();
        _serving = ServeAsync();
        var line = new DeviceLineDefinition
        {
            Name = "P1", Protocol = "escpos", Port = $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}", Place = "1", Counters = new Dictionary<string, CounterId>(),
        };
        _hall.Carry(new PublishConfiguration(_hall.Snapshot.Plan.Configuration with { DeviceLines = [line] }));
        _hall.Carry(new OpenCounter(new("1"), new("1001")));
        await _buses.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => _buses.Of(_hall.Id).FirstOrDefault()?.Host.Condition.Link.State == LinkState.Up);
    }

    public async ValueTask DisposeAsync()
    {
        await _buses.StopAsync(CancellationToken.None);
        _buses.Dispose();
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    [Fact]
    public async Task Print_ReadyPrinter_IsPrintedOnceInTheCitizensLanguage()
    {
        Assert.Equal(new PrintedSlip(PrintOutcome.Printed, 1), await PrintAsync(Words.English));

        var paper = Assert.Single(_printer.Papers);
        Assert.Contains("People ahead of you: 0", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("等候", paper, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TroubleOf_PaperOutAndCoverOpen_IsKnownBeforeASlipAndGoneAfterwards()
    {
        Assert.Null(_printing.TroubleOf(_hall.Snapshot, Kiosk));

        _printer.LinesLeft = 0;
        await Eventually.HoldsAsync(() => _printing.TroubleOf(_hall.Snapshot, Kiosk) == PrinterTrouble.NoPaper);
        _printer.LinesLeft = 1000;
        _printer.IsCoverOpen = true;
        await Eventually.HoldsAsync(() => _printing.TroubleOf(_hall.Snapshot, Kiosk) == PrinterTrouble.NotReady);
        _printer.IsCoverOpen = false;
        await Eventually.HoldsAsync(() => _printing.TroubleOf(_hall.Snapshot, Kiosk) is null);
        Assert.Null(_printing.TroubleOf(_hall.Snapshot, new KioskId("2")));
    }

    [Fact]
    public async Task Trial_TestTicket_HasTheHallsNameACodeAndNoHole()
    {
        var trials = new DeviceTrials(_orders, (_, _, _) => Task.CompletedTask);

        var answer = await trials.CarryOutAsync(_hall, Line, "2001", DeviceTest.Ticket, "1", "A012", TestContext.Current.CancellationToken);

        Assert.Equal((TrialResult.Done, PrintOutcome.Printed), (answer.Test, answer.Printed));
        var paper = Assert.Single(_printer.Papers);
        Assert.StartsWith(_hall.Snapshot.Plan.Configuration.Names.In(Words.Chinese), paper, StringComparison.Ordinal);
        Assert.Contains("[QR ", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("〓", paper, StringComparison.Ordinal);
    }

    private Task<PrintedSlip> PrintAsync(string language)
    {
        var service = _hall.Snapshot.Plan.Configuration.Services[0];
        var ticket = _hall.Carry(new IssueTicket([service.Code], PriorityCode.None)).Ticket!;
        return _printing.PrintAsync(_hall, Kiosk, ticket, null, Words.For(language));
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await _printer.RunAsync(new Ends(PipeReader.Create(client.GetStream()), PipeWriter.Create(client.GetStream())), _stop.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException)
        {
            // The test is over.
        }
    }

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
