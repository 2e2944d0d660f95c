using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Forecasting.Live;

/// <summary>The copy of a hall that a forecast is rolled forward from.</summary>
public sealed record OutlineOfHall : HallQuery<HallOutline>
{
    /// <inheritdoc />
    public override HallOutline Answer(HallState state, DateTimeOffset now) => new Drawing(state, now).Draw();

    private sealed class Drawing(HallState state, DateTimeOffset now)
    {
        private readonly Dictionary<ServiceCode, int> _services = [];
        private readonly Dictionary<ZoneCode, int> _zones = [];
        private readonly Dictionary<PriorityCode, int> _classOf = [];
        private readonly List<ClassOutline> _classes = [];
        private readonly Dictionary<ServiceCode, int[]> _linesOf = [];
        private readonly Dictionary<LineKey, int> _sent = [];
        private readonly NewcomerWaits _newcomers = new(state, now);
        private readonly List<LinePlace> _together = [];
        private readonly List<LineOutline> _lines = [];

        public HallOutline Draw()
        {
            var plan = state.Plan;
            foreach (var service in plan.Configuration.Services)
            {
                _services[service.Code] = _services.Count;
            }

            foreach (var zone in plan.Configuration.Zones)
            {
                _zones[zone.Code] = _zones.Count;
            }

            foreach (var priority in plan.Classes)
            {
                _classOf[priority.Code] = ClassOf(new(priority.Factor, priority.CreditSeconds));
            }

            var counters = state.Counters.Values.Where(counter => counter.State != CounterState.Closed).Select(CounterOf).ToArray();
            return new()
            {
                At = now,
                Services = [.. plan.Configuration.Services.Select(service => service.Code)],
                IsSpecial = [.. plan.Configuration.Services.Select(service => service.Kind == ServiceKind.Special)],
                MeanSeconds = [.. plan.Configuration.Services.Select(state.ServiceTimes.MeanSeconds)],
                Classes = [.. _classes],
                ClassOf = _classOf,
                Lines = [.. _lines],
                Due = [.. plan.Zones.Keys.SelectMany(DueOf)],
                Counters = counters,
                AheadOfJoiner = [.. plan.Configuration.Services.SelectMany(AheadOfJoiner)],
                Zones = _zones.Count,
                CapSeconds = plan.Rules.WaitCapMinutes * 60.0,
                ReserveSeconds = plan.Rules.ReserveThresholdMinutes * 60.0,
                RestSeconds = plan.Rules.RestSeconds,
                ForgottenSeconds = plan.Rules.StaleServiceMinutes * 60.0,
                OpenForSeconds = plan.Configuration.Hours.Always
                    ? double.PositiveInfinity : plan.Configuration.Hours.RemainingOn(plan.Local(now)).TotalSeconds,
            };
        }

        // Services of one kind have the same people before them.
        private IEnumerable<int> AheadOfJoiner(Service service) => Enumerable.Range(0, _classes.Count).Select(of =>
        {
            var priority = state.Plan.Classes.First(known => _classOf[known.Code] == of).Code;
            return _newcomers.AheadOf(service, priority);
        });

        private int ClassOf(ClassOutline outline)
        {
            var known = _classes.IndexOf(outline);
            if (known < 0)
            {
                known = _classes.Count;
                _classes.Add(outline);
            }

            return known;
        }

        private CounterOutline CounterOf(Counter counter)
        {
            var services = state.Plan.SkillsOf(counter.Id).Where(_services.ContainsKey).Distinct().ToArray();
            var matter = counter.Ticket is { } ticket && _services.TryGetValue(state.Tickets[ticket].Service, out var found) ? found : -1;
            return new(counter.State, Math.Max(0, (now - counter.Since).TotalSeconds), _zones.GetValueOrDefault(counter.Zone),
                counter.Teller, matter,
                state.Plan.IsReserved(counter.Id),
                [.. services.Where(code => state.Plan.Services[code].Kind == ServiceKind.Special).SelectMany(LinesOf)],
                [.. services.Where(code => state.Plan.Services[code].Kind == ServiceKind.General).SelectMany(LinesOf)],
                [.. state.Plan.Classes.SelectMany(priority => SentTo(counter, priority.Code))],
                [.. services.Select(code => _services[code])]);
        }

        // Classes that weigh the same stand in one line: who has waited longer is called first.
        private int[] LinesOf(ServiceCode code)
        {
            if (_linesOf.TryGetValue(code, out var known))
            {
                return known;
            }

            var lines = new int[_classes.Count];
            for (var of = 0; of < lines.Length; of++)
            {
                lines[of] = _lines.Count;
                _lines.Add(
                    Copy(_services[code], of, state.Plan.Classes.Where(priority => _classOf[priority.Code] == of)
                    .Select(priority => new LineKey(code, null, null, priority.Code))));
            }

            return _linesOf[code] = lines;
        }

        // Lines of those who were sent are rare: only where someone stands.
        private IEnumerable<int> SentTo(Counter counter, PriorityCode priority) =>
            new LineKey[] { new(null, counter.Zone, null, priority), new(null, null, counter.Id, priority) }
                .Where(key => state.Lines.Line(key) is { Count: > 0 }).Select(IndexOfSent);

        private int IndexOfSent(LineKey key)
        {
            if (!_sent.TryGetValue(key, out var index))
            {
                _sent[key] = index = _lines.Count;
                _lines.Add(Copy(-1, _classOf[key.Priority], [key]));
            }

            return index;
        }

        private LineOutline Copy(int service, int of, IEnumerable<LineKey> keys)
        {
            _together.Clear();
            foreach (var key in keys)
            {
                if (state.Lines.Line(key) is { Count: > 0 } line)
                {
                    _together.AddRange(line);
                }
            }

            if (_together.Count == 0)
            {
                return new(service, of, [], []);
            }

            _together.Sort();
            var places = new PlaceOutline[_together.Count];
            var matters = new int[_together.Count];
            for (var i = 0; i < places.Length; i++)
            {
                var place = _together[i];
                places[i] = new(place.Ticket, (place.Since - now).TotalSeconds);
                matters[i] = service >= 0 ? service : _services.GetValueOrDefault(state.Tickets[place.Ticket].Service, -1);
            }

            return new(service, of, places, matters);
        }

        private IEnumerable<DueOutline> DueOf(ZoneCode zone) => state.Lines.DueOf(zone).Select(due => new DueOutline(
            due.Place.Ticket, _zones[zone], due.DueAtZoneCall - state.ZoneCalls(zone),
                _services.GetValueOrDefault(state.Tickets[due.Place.Ticket].Service, -1)));
    }
}
