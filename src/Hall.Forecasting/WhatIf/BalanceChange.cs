using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.WhatIf;

/// <summary>One thing that a manager could change now.</summary>
/// <param name="Counter">The counter that is changed.</param>
public abstract record BalanceChange(CounterId Counter)
{
    /// <summary>The hall after it.</summary>
    public abstract LivePicture In(LivePicture picture);

    /// <summary>Equal for changes that do the same at counters of one zone that serve the same.</summary>
    internal object AlikeIn(HallConfiguration configuration)
    {
        var counter = configuration.Counters.First(known => known.Counter == Counter);
        return (this with { Counter = default }, counter.Zone, string.Join(' ', counter.Serves));
    }

    /// <summary>The counters in force with one of them changed.</summary>
    protected static LivePicture With(LivePicture picture, CounterId counter, Func<CounterNow, CounterNow> change) =>
        picture with { Counters = [.. picture.Counters.Select(now => now.Counter == counter ? change(now) : now)] };
}

/// <summary>A closed or paused counter begins to call.</summary>
public sealed record OpenOne(CounterId Counter) : BalanceChange(Counter)
{
    /// <inheritdoc />
    public override LivePicture In(LivePicture picture) =>
        With(picture, Counter, now => now.IsOpen ? now : now with { State = CounterState.Idle });
}

/// <summary>A counter calls nobody more; who is there is served.</summary>
public sealed record CloseOne(CounterId Counter) : BalanceChange(Counter)
{
    /// <inheritdoc />
    public override LivePicture In(LivePicture picture) =>
        With(picture, Counter, now => now with { State = CounterState.Closed, Service = null, Elapsed = TimeSpan.Zero });
}

/// <summary>
/// A counter may also serve the services of a kind of a zone: another zone's general ones, or its own zone's special ones.
/// </summary>
/// <param name="Counter">The counter.</param>
/// <param name="Zone">Whose services.</param>
/// <param name="Kind">Which of them.</param>
public sealed record ServeAlso(CounterId Counter, ZoneCode Zone, ServiceKind Kind) : BalanceChange(Counter)
{
    /// <inheritdoc />
    public override LivePicture In(LivePicture picture) => picture with { Configuration = In(picture.Configuration) };

    /// <summary>The configuration after it.</summary>
    public HallConfiguration In(HallConfiguration configuration) => configuration with
    {
        Counters = [.. configuration.Counters.Select(counter => counter.Counter == Counter
            ? counter with { Serves = [.. counter.Serves.Union(Entries(configuration, counter))] }
            : counter)],
    };

    private IEnumerable<string> Entries(HallConfiguration configuration, CounterDefinition counter) => counter.Zone == Zone
        ? [Kind == ServiceKind.General ? CounterSkills.General : CounterSkills.Special]
        : configuration.Services.Where(service => service.Zone == Zone && service.Kind == Kind).Select(service => service.Code.Value);
}

/// <summary>A counter may also serve one service.</summary>
public sealed record LearnOne(CounterId Counter, ServiceCode Service) : BalanceChange(Counter)
{
    /// <inheritdoc />
    public override LivePicture In(LivePicture picture) => picture with { Configuration = In(picture.Configuration) };

    /// <summary>The configuration after it.</summary>
    public HallConfiguration In(HallConfiguration configuration) => configuration with
    {
        Counters = [.. configuration.Counters.Select(counter => counter.Counter == Counter
            ? counter with { Serves = [.. counter.Serves.Union([Service.Value])] }
            : counter)],
    };
}

/// <summary>What can be changed at all.</summary>
public static class BalanceChanges
{
    /// <summary>
    /// Every single change that could shorten waits: a counter opened, an open counter that serves one more kind of a zone.
    /// </summary>
    public static IEnumerable<BalanceChange> All(LivePicture picture)
    {
        foreach (var counter in picture.Counters.Where(counter => !counter.IsOpen))
        {
            yield return new OpenOne(counter.Counter);
        }

        var open = picture.Counters.Where(counter => counter.IsOpen).Select(counter => counter.Counter).ToHashSet();
        foreach (var skill in Skills(picture.Configuration).Where(skill => open.Contains(skill.Counter)))
        {
            yield return skill;
        }
    }

    /// <summary>Every counter with every further kind of a zone that it could learn.</summary>
    public static IEnumerable<ServeAlso> Skills(HallConfiguration configuration)
    {
        var kinds = configuration.Services.Select(service => (service.Zone, service.Kind)).Distinct().ToList();
        foreach (var counter in configuration.Counters)
        {
            var served = CounterSkills.Of(configuration, counter).ToHashSet();
            foreach (var (zone, kind) in kinds)
            {
                var all = configuration.Services.Where(service => service.Zone == zone && service.Kind == kind);

                // Special work of another zone needs more training than a manager can order for this morning.
                if ((kind == ServiceKind.General || zone == counter.Zone) && !all.All(service => served.Contains(service.Code)))
                {
                    yield return new ServeAlso(counter.Counter, zone, kind);
                }
            }
        }
    }
}
