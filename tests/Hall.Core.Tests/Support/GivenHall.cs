using System.Globalization;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Support;

/// <summary>
/// A hall to test the rules on: given what was done before, when a command comes, then these events happen or this rule
/// forbids it. Time stands still unless a test lets it pass.
/// </summary>
internal sealed class GivenHall
{
    private readonly List<JournalEntry> _journal = [];

    /// <param name="configuration">The hall; <see cref="SmallHall.RoundTheClock"/> unless said.</param>
    /// <param name="local">Hall-local time; Monday 23 November 2026, nine o'clock, unless said.</param>
    public GivenHall(HallConfiguration? configuration = null, string local = "2026-11-23 09:00")
    {
        var hall = configuration ?? SmallHall.RoundTheClock;
        Now = Utc(hall.TimeZone, local);
        Do(new PublishConfiguration(hall));
    }

    public HallState State { get; private set; } = new();

    public DateTimeOffset Now { get; set; }

    public IReadOnlyList<JournalEntry> Journal => _journal;

    public DayTotals Today => State.Today;

    public Ticket this[TicketId id] => State.Tickets[id];

    public Counter Counter(string counter) => State.Counters[new(counter)];

    /// <summary>Decides and applies; the answer may be a rejection.</summary>
    public Decision When(HallCommand command)
    {
        var decision = HallRules.Decide(State, BasedOnNow(command), Now);
        foreach (var happened in decision.Events)
        {
            State.Apply(happened, Now);
            _journal.Add(new(State.Sequence, Now, happened));
        }

        return decision;
    }

    // A publication that names no base begins with what is in force.
    private HallCommand BasedOnNow(HallCommand command) => command is PublishConfiguration { BasedOn: null } publish && State.IsFounded
        ? publish with { BasedOn = State.Plan.Sequence }
        : command;

    /// <summary>Carries commands out; none may be forbidden.</summary>
    public GivenHall Do(params ReadOnlySpan<HallCommand> commands)
    {
        foreach (var command in commands)
        {
            var decision = When(command);
            Assert.True(decision.Rejection is null, $"{command}: {decision.Rejection}");
        }

        return this;
    }

    /// <summary>The code of the rule that forbids a command; it fails when the command is carried out.</summary>
    public string Forbidden(HallCommand command)
    {
        var before = Written();
        var decision = When(command);
        Assert.NotNull(decision.Rejection);
        Assert.Empty(decision.Events);
        Assert.Equal(before, Written());
        return decision.Rejection.Code;
    }

    /// <summary>Carries a command out and gives its one event.</summary>
    public TEvent Event<TEvent>(HallCommand command) where TEvent : HallEvent
    {
        var decision = When(command);
        Assert.Null(decision.Rejection);
        return Assert.IsType<TEvent>(Assert.Single(decision.Events));
    }

    public GivenHall After(double seconds)
    {
        Now = Now.AddSeconds(seconds);
        return this;
    }

    public GivenHall AfterMinutes(double minutes) => After(minutes * 60);

    /// <summary>Goes to a hall-local time and opens the business day, as the engine does.</summary>
    public GivenHall At(string local)
    {
        Now = Utc(State.Plan.Configuration.TimeZone, local);
        return Do(new OpenBusinessDay(State.Plan.DayOf(Now)));
    }

    public TicketId Issue(string services = "A01", string priority = "none", string? holder = null) =>
        Event<TicketIssued>(new IssueTicket([.. services.Split(' ').Select(code => new ServiceCode(code))], new(priority),
            HolderHash: holder)).Ticket;

    public GivenHall Open(params ReadOnlySpan<string> counters)
    {
        foreach (var counter in counters)
        {
            Do(new OpenCounter(new(counter), new($"100{counter}")));
        }

        return this;
    }

    /// <summary>Calls the next at a counter and gives the event; it fails when nobody is called.</summary>
    public TicketCalled Call(string counter = "1") => Event<TicketCalled>(new CallNext(new(counter)));

    /// <summary>Calls the next at a counter and serves them to the end.</summary>
    public TicketId Serve(string counter = "1")
    {
        var called = Call(counter).Ticket;
        Do(new StartService(new(counter)), new CompleteService(new(counter)));
        return called;
    }

    /// <summary>The whole state as it is written down.</summary>
    public string Written() => JsonSerializer.Serialize(State.ToOpeningState(), HallJsonContext.Default.OpeningState);

    /// <summary>Replaces the state by one that was written down and read again.</summary>
    public void Restart() =>
        State = HallState.FromOpeningState(JsonSerializer.Deserialize(Written(), HallJsonContext.Default.OpeningState)!);

    public static DateTimeOffset Utc(string timeZone, string local)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById(timeZone).GetUtcOffset(time)).ToUniversalTime();
    }
}
