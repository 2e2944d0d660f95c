using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.WhatIf;

/// <summary>Collects played hours.</summary>
internal sealed class BalanceSums(HallConfiguration configuration, TimeSpan measured, TimeSpan played)
{
    // Of fewer minutes an hour of a small hall would have nobody.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private readonly Dictionary<ServiceCode, ZoneCode> _zones = configuration.Services.ToDictionary(
        service => service.Code, service => service.Zone);
    private readonly Dictionary<ServiceCode, double> _targets = configuration.Services.ToDictionary(service => service.Code,
        service =>
            60.0 * (service.Kind == ServiceKind.Special ? configuration.Rules.SpecialTargetMinutes : configuration.Rules.TargetMinutes));
    private readonly Dictionary<ServiceCode, List<(double Wait, double Target)>> _waits = [];
    private readonly Dictionary<CounterId, double> _busy = [];
    private readonly List<double> _means = [];
    private readonly Dictionary<(ZoneCode Zone, int Step), List<double>> _course = [];
    private double _idle;
    private int _waiting;

    public void Add(DayRecord day, TimeSpan begin)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < day.Visitors.Count; i++)
        {
            var visitor = day.Visitors[i];
            var stay = day.Stays[i];
            if (visitor.Arrives >= begin + measured)
            {
                continue;
            }

            var wait = (stay.End is StayEnd.Served or StayEnd.NoShow ? stay.Wait : begin + played - visitor.Arrives).TotalSeconds;
            (sum, count) = (sum + wait, count + 1);
            _waiting += visitor.Arrives.TotalSeconds + wait > (begin + measured).TotalSeconds ? 1 : 0;
            ListOf(visitor.Service).Add((wait, _targets[visitor.Service]));
            if (visitor.Arrives >= begin)
            {
                CourseOf(_zones[visitor.Service], (int)((visitor.Arrives - begin) / Step)).Add(wait);
            }
        }

        _means.Add(count == 0 ? 0 : sum / count);
        foreach (var counter in day.Counters.Where(counter => counter.Busy + counter.Idle > TimeSpan.Zero))
        {
            _busy[counter.Counter] = _busy.GetValueOrDefault(counter.Counter) + counter.Utilisation;
            _idle += counter.Idle / (counter.Busy + counter.Idle) * TimeSpan.FromHours(1).TotalSeconds;
        }
    }

    /// <summary>An hour without an open counter: everyone waits on.</summary>
    public void AddIdleHall(List<Visitor> visitors, TimeSpan begin) =>
        Add(new(visitors, [.. visitors.Select(_ => new Stay(StayEnd.Unserved, TimeSpan.Zero, -1))], []), begin);

    public BalanceFigures Figures()
    {
        var hours = Math.Max(1, _means.Count);
        return new(
            PlayedWaits.Of([.. _waits.Values.SelectMany(waits => waits)], hours),
            _waits.GroupBy(service => _zones[service.Key])
                .ToDictionary(zone => zone.Key, zone => PlayedWaits.Of([.. zone.SelectMany(service => service.Value)], hours)),
            _waits.ToDictionary(service => service.Key, service => PlayedWaits.Of(service.Value, hours)),
            _busy.ToDictionary(counter => counter.Key, counter => counter.Value / hours),
            _idle / hours, (double)_waiting / hours, _means)
        {
            Courses = _course.GroupBy(part => part.Key.Zone).ToDictionary(
                zone => zone.Key,
                IReadOnlyList<WaitCourse> (zone) => [.. zone.OrderBy(part => part.Key.Step).Select(part => At(part.Key.Step, part.Value))]),
        };
    }

    private static WaitCourse At(int step, List<double> waits)
    {
        waits.Sort();
        return new((int)((step + 0.5) * Step.TotalMinutes), Simulation.WaitFigures.Quantile(waits, 0.1),
            Simulation.WaitFigures.Quantile(waits, 0.5), Simulation.WaitFigures.Quantile(waits, 0.9));
    }

    private List<double> CourseOf(ZoneCode zone, int step)
    {
        if (!_course.TryGetValue((zone, step), out var waits))
        {
            _course[(zone, step)] = waits = [];
        }

        return waits;
    }

    private List<(double Wait, double Target)> ListOf(ServiceCode service)
    {
        if (!_waits.TryGetValue(service, out var waits))
        {
            _waits[service] = waits = [];
        }

        return waits;
    }
}
