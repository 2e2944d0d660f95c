using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Hub.Voice;
using Hall.Storage.Alerts;
using Hall.Web.Devices;
using Hall.Web.Surfaces;
using Hall.Web.Surfaces.Kiosk;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A browserless circuit with one small hall, open round the clock, on a clock that stands.</summary>
public abstract class SurfaceTest : BunitContext
{
    /// <summary>What was complained of at a kiosk.</summary>
    protected FakeComplaints Complaints { get; } = new();

    protected SurfaceTest()
    {
        var small = FakeHall.Shipped("demo-small");
        Hall = new FakeHall(small with { Hours = small.Hours with { Always = true } }, Clock);
        Services.AddSingleton<IHallDirectory>(Hall);
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IFollowLinks>(Links);
        Services.AddSingleton<ITicketPrinting>(Printing);
        Services.AddSingleton<ICardReading>(Cards);
        Services.AddSingleton<LoudspeakerDirectory>();
        Services.AddSingleton<IKioskComplaints>(Complaints);
        Services.AddSingleton(Connection);
        Services.AddSingleton(new HubAlerts(Clock));
        Services.AddSingleton<StandstillReport>(_ => _ => { });
        Services.AddSingleton<KioskPace>();
        Services.AddSingleton<TakenServices>();
        Services.AddSingleton(new UnfoundWords(new HubOptions { DataFolder = _folder }));
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-test-").FullName;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    protected FakeHall Hall { get; }

    /// <summary>The way to the browser.</summary>
    protected CircuitConnection Connection { get; } = new();

    protected FakePrinting Printing { get; } = new();

    protected FakeCards Cards { get; } = new();

    protected FakeLinks Links { get; } = new();

    /// <summary>Lets time pass in steps of a timer, as it does.</summary>
    protected void Pass(double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed += 0.5)
        {
            Clock.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    protected void Serve(string counter)
    {
        Hall.Carry(new OpenCounter(new CounterId(counter), new StaffNumber("1003")));
        Hall.Carry(new IssueTicket([new ServiceCode("A01")], PriorityCode.None));
        Hall.Carry(new CallNext(new CounterId(counter)));
        Hall.Carry(new StartService(new CounterId(counter)));
        Hall.Carry(new CompleteService(new CounterId(counter)));
    }
}
