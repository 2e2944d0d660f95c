using System.Net;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Hub.Agents;
using Hall.Hub.Backups;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Hub;

/// <summary>
/// The morning after a power cut: the hub's computer has lost its time and believes it is 2020. The hall's own time goes on from its last
/// event, numbers and ratings with it, somebody is told, and nothing is lost when the clock is right again.
/// </summary>
public sealed class WrongClockStartTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Wrong = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CounterId One = new("1");
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-wrong-clock").FullName;
    private FakeTimeProvider _time = new(Evening);
    private WebApplication _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IHall Hall => _hub.Services.GetRequiredService<IHallDirectory>().Find(new HallId("demo-small"))!;

    public async ValueTask InitializeAsync() => await StartAsync(Evening);

    public async ValueTask DisposeAsync()
    {
        await _hub.EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Start_ClockOf2020_TheHallGoesOnInItsOwnTimeAndSomebodyIsTold()
    {
        var before = await ServeAsync();
        var last = (await Hall.ExecuteAsync(new PressPad(One, FeedbackLevel.Satisfied, [], "evening"), cancellationToken: Token)).At;
        _hub.Services.GetRequiredService<NightlyBackup>().Look();
        var copies = Copies();
        await _hub.EndAsync();

        await StartAsync(Wrong);

        // The hall's time and its day are what they were; nobody's number comes twice.
        Assert.InRange(Hall.Now, last, last + TimeSpan.FromMinutes(1));
        Assert.Equal(new DateOnly(2026, 3, 2), Hall.Snapshot.BusinessDay);
        var morning = await ServeAsync();
        Assert.NotEqual(before.Number, morning.Number);
        Assert.True(morning.At >= last);

        // An agent's kept press finds the visit that it was made for, by its age.
        var presses = _hub.Services.GetRequiredService<AgentPresses>();
        var key = new ApiKey("window-1", KeyRole.Agent, null, null, Evening, null);
        var configuration = Hall.Snapshot.Plan.Configuration;
        var line = new DeviceLineDefinition { Name = "window", Port = "/dev/pads", Agent = "window-1",
            Counters = new Dictionary<string, CounterId> { ["1"] = One } };
        Assert.True(
            (await ConfigurationPublisher.PublishAsync(Hall, new(configuration, configuration with { DeviceLines = [line] }),
                Token)).Succeeded);
        await Eventually.HoldsAsync(() => Hall.Snapshot.Plan.Configuration.DeviceLines.Count == 1,
            () => _time.Advance(TimeSpan.FromMilliseconds(100)));
        var answer =
            await presses.CarryAsync(key, new(Guid.CreateVersion7(), "demo-small", "1", 1, 0, PadLevel.Dissatisfied, null, ""), Token);
        Assert.Equal(ReportOutcome.Recorded, answer.Outcome);
        Assert.Equal(FeedbackLevel.Dissatisfied, (await Hall.AskAsync(new TicketById(morning.Id), Token))!.Ticket.Legs[0].Rating);

        // Somebody is told, pages open, and no copy of a better day is taken for one that is too old.
        var alert = Assert.Single(_hub.Services.GetRequiredService<HubAlerts>().All, alert => alert.Kind == AlertKind.ClockJumped);
        Assert.Equal("behind", alert.Arguments[0]);
        using var browser = new HttpClient { BaseAddress = new Uri(_hub.Urls.First()) };
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/ready", Token)).StatusCode);
        _hub.Services.GetRequiredService<NightlyBackup>().Look();
        Assert.Empty(copies.Except(Copies()));
        await _hub.EndAsync();

        // The clock is set right: the next start believes it again, and all of it is there.
        await StartAsync(Evening + TimeSpan.FromHours(14));
        Assert.DoesNotContain(_hub.Services.GetRequiredService<HubAlerts>().All, alert => alert.Kind == AlertKind.ClockJumped);
        Assert.Equal(Evening + TimeSpan.FromHours(14), Hall.Now);
        Assert.Equal(FeedbackLevel.Dissatisfied, (await Hall.AskAsync(new TicketById(morning.Id), Token))!.Ticket.Legs[0].Rating);
    }

    private string[] Copies() =>
        Directory.Exists(Path.Combine(_folder, "backups")) ? [.. Directory.GetDirectories(Path.Combine(_folder, "backups")).Order()] : [];

    private async Task<(TicketId Id, string Number, DateTimeOffset At)> ServeAsync()
    {
        await Hall.ExecuteAsync(new OpenCounter(One, new("1001")), cancellationToken: Token);
        var issued = await Hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), cancellationToken: Token);
        Assert.Null(issued.Rejection);
        foreach (var command in new HallCommand[] { new CallNext(One), new StartService(One), new CompleteService(One) })
        {
            Assert.Null((await Hall.ExecuteAsync(command, cancellationToken: Token)).Rejection);
        }

        return (issued.Ticket!.Ticket.Id, issued.Ticket.Ticket.Number, issued.At);
    }

    private async Task StartAsync(DateTimeOffset at)
    {
        _time = new FakeTimeProvider(at);
        _hub = HubApplication.Build(
            new HubOptions
            {
                DataFolder = _folder, Urls = "http://127.0.0.1:0", Speed = 0,
                HallFiles = [Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json")],
            },
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)));
        await _hub.StartAsync(Token);
    }
}
