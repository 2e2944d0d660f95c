using CsCheck;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.AnyDay;

/// <summary>Configurations of one hall, as it is published anew in the middle of days: each lacks something that others have.</summary>
internal static class AnyHall
{
    private static readonly HallConfiguration Whole = WithPapers(SmallHall.With(
        rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.Keep, FeedbackSeconds = 60 }));

    // What a publication may take out or change, each by itself or with others.
    private static readonly Func<HallConfiguration, HallConfiguration>[] Changes =
    [
        hall => hall with { Services = [.. hall.Services.Where(service => service.Code.Value != "A03")] },
        hall => hall with { Services = [.. hall.Services.Where(service => service.Code.Value != "B02")] },
        hall => Without(hall, new ZoneCode("B")),
        hall => hall with { Counters = [.. hall.Counters.Where(counter => counter.Counter.Value != "5")] },
        hall => hall with { Counters = [.. hall.Counters.Where(counter => counter.Counter.Value != "4")], TimeZone = "Europe/Lisbon" },
        hall => hall
            with { Services =
            [.. hall.Services.Select(service => service.Code.Value == "A01" ? service with { Zone = hall.Zones[^1].Code } : service)] },
        hall => hall
            with { Counters =
            [.. hall.Counters.Select(counter => counter.Counter.Value == "2" ? counter with { Serves = ["special"] } : counter)] },
        hall => hall
            with { Counters =
            [.. hall.Counters.Select(counter => counter.Counter.Value == "4" ? counter with { Zone = hall.Zones[^1].Code } : counter)] },
        hall => hall with { Services = [.. hall.Services.Select(Limited)] },
        hall => hall with { Rules = hall.Rules with { DispatchMode = DispatchMode.HallGives } },
        hall => hall with { Priorities = [new() { Code = PriorityCode.None }] },
        hall => hall with { Rules = hall.Rules with { WaitingAtDayEnd = WaitingAtDayEnd.Expire } },
        hall => hall
            with { Rules = hall.Rules
            with { Holders = hall.Rules.Holders with { OneNumberPer = NumbersPerHolder.Service, CheckAtCall = true } } },
    ];

    /// <summary>The hall that a day begins with: everything is there, and one person may hold a number for each service.</summary>
    public static HallConfiguration First { get; } = Whole with
    {
        Rules = Whole.Rules with { Holders = Whole.Rules.Holders with { OneNumberPer = NumbersPerHolder.Service } },
    };

    /// <summary>
    /// Any of the hall's configurations. Each is one that a file could have: every service has a counter, every counter a service.
    /// </summary>
    public static Gen<HallConfiguration> Configuration { get; } = Gen.Select(
        Gen.Int[0, 5], Gen.Int[0, Changes.Length - 1].Array[0, 3], (whole, changes) =>
        Valid((whole == 0 ? [] : changes).Aggregate(Whole, (hall, change) => Changes[change](hall))));

    private static HallConfiguration WithPapers(HallConfiguration hall)
    {
        var papers = new Dictionary<string, IReadOnlyList<string>> { ["zh-CN"] = ["card"] };
        return hall with { Services = [.. hall.Services.Select(service => service with { Documents = papers })] };
    }

    private static Service Limited(Service service) => service.Code.Value is not ("A01" or "B01") ? service
        : service with { Quotas = [new(new(9, 0), new(9, 20), 12), new(new(9, 20), new(23, 0), 30)] };

    private static HallConfiguration Without(HallConfiguration hall, ZoneCode zone) => hall with
    {
        Zones = [.. hall.Zones.Where(known => known.Code != zone)],
        Services = [.. hall.Services.Where(service => service.Zone != zone)],
        Counters = [.. hall.Counters.Where(counter => counter.Zone != zone)],
    };

    // Changes made one after another may leave a service that nobody serves, or a counter that serves nothing.
    private static HallConfiguration Valid(HallConfiguration hall)
    {
        var counters = hall.Counters.Where(counter => CounterSkills.Of(hall, counter).Count > 0).ToList();
        var served = counters.SelectMany(counter => CounterSkills.Of(hall, counter)).ToHashSet();
        var alone = hall.Services.Where(service => !served.Contains(service.Code)).Select(service => service.Code.Value);
        return hall with { Counters = [counters[0] with { Serves = [.. counters[0].Serves, .. alone] }, .. counters.Skip(1)] };
    }
}
