using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Forecasting.Learning;
using Hall.Forecasting.Live;

namespace Hall.Benchmarks.Forecasts;

/// <summary>
/// The live forecast in a hall under the real rules with exponential arrivals and services: what a ticket is first told against
/// the call that came, beside the error of the true median, which is Erlang's.
/// </summary>
internal static class LiveBenchmark
{
    private const int Tickets = 6_000;
    private const double MeanSeconds = 360;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    public static object Run() => new[] { Of(1, 0.8, 1), Of(5, 0.9, 2), Of(12, 0.9, 3) };

    private static object Of(int counters, double load, ulong seed)
    {
        var run = new LiveRun(counters, load, seed);
        var said = run.Play(Tickets).Skip(Tickets / 10).ToList();
        var ours = said.Average(one => Math.Abs(one.Wait - one.Said.P50Seconds));
        var best = said.Average(one => Math.Abs(one.Wait - MarkovBenchmark.ErlangMedian(one.Ahead + 1, counters / MeanSeconds)));
        return new
        {
            counters, load, scored = said.Count, meanAbsoluteErrorSeconds = Math.Round(ours, 1), irreducibleSeconds = Math.Round(best, 1),
            overPercent = Math.Round(100 * ((ours / best) - 1), 1),
            shareUnderP50Percent = Math.Round(100 * said.Average(one => one.Wait <= one.Said.P50Seconds ? 1.0 : 0), 1),
            shareUnderP90Percent = Math.Round(100 * said.Average(one => one.Wait <= one.Said.P90Seconds ? 1.0 : 0), 1),
        };
    }

    private sealed record Told(int Ahead, Hall.Core.Tickets.WaitEstimate Said, double Wait);

    private sealed class LiveRun
    {
        private readonly HallState _state = new();
        private readonly HallForecaster _forecaster = new();
        private readonly Dictionary<TicketId, (int Ahead, Hall.Core.Tickets.WaitEstimate Said, double At)> _pending = [];
        private readonly List<Told> _told = [];
        private readonly ServiceCode _service;
        private readonly double[] _endsAt;
        private readonly double _between;
        private Seeded _random;
        private double _now;

        public LiveRun(int counters, double load, ulong seed)
        {
            var hall = BenchmarkHall.Tongling();
            var service = hall.Services.First(one => one.Kind == ServiceKind.General);
            (_service, _between, _random) = (service.Code, MeanSeconds / (counters * load), new(seed));
            _endsAt = [.. Enumerable.Repeat(double.PositiveInfinity, counters)];
            Take(new PublishConfiguration(hall with
            {
                Counters = [.. Enumerable.Range(1, counters).Select(i => new CounterDefinition { Counter = new($"{i}"), Zone = service.Zone, Serves = [service.Code.Value] })],
                Rules = hall.Rules with { WaitCapMinutes = 1000 },
            }));
            for (var i = 1; i <= counters; i++)
            {
                Take(new OpenCounter(new($"{i}"), new($"t{i}")));
            }
        }

        public List<Told> Play(int tickets)
        {
            var arrival = 0.0;
            for (var issued = 0; issued < tickets;)
            {
                var counter = Array.IndexOf(_endsAt, _endsAt.Min());
                if (_endsAt[counter] < arrival)
                {
                    _now = _endsAt[counter];
                    _endsAt[counter] = double.PositiveInfinity;
                    Take(new CompleteService(new($"{counter + 1}")));
                    Call(counter);
                    continue;
                }

                _now = arrival;
                arrival += _random.Exponential() * _between;
                issued++;
                Arrive();
            }

            return _told;
        }

        private void Arrive()
        {
            var ahead = _state.Lines.CountOf(_state.Plan.Services[_service].Zone);
            var ticket = ((TicketIssued)Take(new IssueTicket([_service], PriorityCode.None))!).Ticket;
            var idle = Array.IndexOf(_endsAt, double.PositiveInfinity);
            if (idle >= 0)
            {
                Call(idle);
                return;
            }

            var outlook = _forecaster.Forecast(new OutlineOfHall().Answer(_state, Now));
            _pending[ticket] = (ahead, outlook.ByTicket[ticket], _now);
        }

        private void Call(int counter)
        {
            if (Take(new CallNext(new($"{counter + 1}"))) is not TicketCalled called)
            {
                return;
            }

            Take(new StartService(new($"{counter + 1}")));
            _endsAt[counter] = _now + (_random.Exponential() * MeanSeconds);
            if (_pending.Remove(called.Ticket, out var told))
            {
                _told.Add(new(told.Ahead, told.Said, _now - told.At));
            }
        }

        private DateTimeOffset Now => Start.AddSeconds(_now);

        private HallEvent? Take(HallCommand command)
        {
            var decision = HallRules.Decide(_state, command, Now);
            foreach (var happened in decision.Events)
            {
                _state.Apply(happened, Now);
                _forecaster.Hear(new(_state.Sequence, Now, happened));
            }

            return decision.Rejection is { } rejection
                ? throw new InvalidOperationException($"The rules forbid {command}: {rejection.Message}")
                : decision.Events.FirstOrDefault();
        }
    }
}
