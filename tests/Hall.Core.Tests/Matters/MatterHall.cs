using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Matters;

/// <summary>
/// The small hall with promises: A01 is done at once, A02 has ten days with review and approval, A03 five days with a peer, B01 three days
/// with all three, B02 none. 2001 reviews, 2002 stands in; 3001 approves, 3002 stands in. Counter x has teller 100x.
/// </summary>
internal sealed class MatterHall
{
    public static readonly StaffNumber Reviewer = new("2001");
    public static readonly StaffNumber SecondReviewer = new("2002");
    public static readonly StaffNumber Leader = new("3001");
    public static readonly StaffNumber Clerk = new("4001");

    public MatterHall(string local = "2026-11-02 09:00", HallConfiguration? configuration = null, bool calendar = true)
    {
        Hall = new(configuration ?? Configuration, local);
        if (calendar)
        {
            Hall.Do(new PublishWorkCalendar([China.Of2026]));
        }

        Hall.Open("1", "2", "3", "4", "5");
    }

    public static HallConfiguration Configuration { get; } = SmallHall.RoundTheClock with
    {
        Services =
        [
            .. SmallHall.RoundTheClock.Services.Select(service => service with
            {
                Promise = PromiseOf(service.Code.Value),
                Documents = new Dictionary<string, IReadOnlyList<string>>
                {
                    ["zh-CN"] = ["身份证", "档案"], ["en"] = ["Identity card", "File"],
                },
            }),
        ],
        Matters = new()
        {
            Grounds =
            [
                new() { Code = "T1", Names = new("核查", "Inspection"), MostDays = 5 },
                new() { Code = "T2", Names = new("评审", "Review"), MostDays = 15, NeedsLeader = true },
            ],
            Faults =
            [
                new() { Code = "F01", Names = new("不全", "Missing") }, new() { Code = "F03", Names = new("录入", "Entry"), Weight = 2 },
            ],
        },
        Posts =
        [
            new() { Post = PostDefinition.Review, People = [Reviewer], Substitutes = [SecondReviewer] },
            new() { Post = PostDefinition.Approve, People = [Leader], Substitutes = [new("3002")] },
        ],
    };

    public GivenHall Hall { get; }

    public HallState State => Hall.State;

    public Matter this[MatterNumber matter] => State.Matters.Find(matter)!;

    /// <summary>A matter of a citizen who is served now, with both papers unless said.</summary>
    public MatterNumber Open(string service = "A02", string papers = "gg", string? reference = null)
    {
        var counter = Serve(service);
        return Hall.Event<MatterOpened>(new OpenMatter(counter, new(service), Marks(papers), Reference: reference)).Matter;
    }

    /// <summary>Has a citizen of a service served where that service is done; the window is free again by the next one.</summary>
    public CounterId Serve(string service)
    {
        CounterId counter = new(service[0] == 'B' ? "3" : "2");
        if (State.Counters[counter].Ticket is not null)
        {
            Hall.Do(new CompleteService(counter));
        }

        Hall.Issue(service);
        Hall.Do(new CallNext(counter), new StartService(counter));
        return counter;
    }

    public MatterNumber Accepted(string service = "A02")
    {
        var matter = Open(service);
        Hall.Do(Accept(matter));
        return matter;
    }

    /// <summary>A matter that has passed every step and can be finished.</summary>
    public MatterNumber Ready()
    {
        var matter = Accepted();
        Pass(RouteStep.Review, Reviewer);
        Pass(RouteStep.Approve, Leader);
        return matter;
    }

    public MatterNumber Finished()
    {
        var matter = Ready();
        Hall.Do(new FinishMatter(matter, MatterOutcome.Done) { By = Clerk });
        return matter;
    }

    public MatterNumber Take(RouteStep step, StaffNumber by) => Hall.Event<StepTaken>(new TakeStep(step, by)).Matter;

    public void Pass(RouteStep step, StaffNumber by) => Hall.Do(new PassStep(Take(step, by)) { By = by });

    /// <summary>The next days, as the engine opens them.</summary>
    public MatterHall To(string local)
    {
        var before = State.BusinessDay;
        Hall.Now = GivenHall.Utc(State.Plan.Configuration.TimeZone, local);
        var day = State.Plan.DayOf(Hall.Now);
        Hall.Do(new DrawChecks(before, 7), new OpenBusinessDay(day), new PassDeadlines(day));
        return this;
    }

    /// <summary>The whole state, played again from its events as the journal has them.</summary>
    public string Replayed()
    {
        var again = new HallState();
        foreach (var entry in Hall.Journal)
        {
            var type = entry.Event.GetType();
            var json = JsonSerializer.Serialize(entry.Event, type, HallJsonContext.Default);
            again.Apply((HallEvent)JsonSerializer.Deserialize(json, type, HallJsonContext.Default)!, entry.At);
        }

        return JsonSerializer.Serialize(again.ToOpeningState(), HallJsonContext.Default.OpeningState);
    }

    public AcceptMatter Accept(MatterNumber matter, params PaperMark[] papers) =>
        new(matter, papers) { Counter = this[matter].Counter };

    /// <summary>g given, m missing, w waived, in the order of the papers.</summary>
    public static PaperMark[] Marks(string papers) =>
    [
        .. papers.Zip(["身份证", "档案"], (sign, paper) => new PaperMark(paper, sign switch
        {
            'g' => PaperState.Given,
            'w' => PaperState.Waived,
            _ => PaperState.Missing,
        })),
    ];

    private static Promise? PromiseOf(string service) => service switch
    {
        "A01" => new(),
        "A02" => new() { Days = 10, Route = [RouteStep.Review, RouteStep.Approve], PapersToFollow = true },
        "A03" => new() { Days = 5, Route = [RouteStep.Peer], FromItems = 3 },
        "B01" => new() { Days = 3, Route = [RouteStep.Review, RouteStep.Peer, RouteStep.Approve] },
        _ => null,
    };
}
