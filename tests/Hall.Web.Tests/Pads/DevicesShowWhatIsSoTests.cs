using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Onbon;

namespace Hall.Web.Tests.Pads;

/// <summary>
/// Random days at seven windows, with refused commits, restarts of the hub, publications and devices that lose their power: after each step
/// every device shows what its counter's state is, read off the device itself. HALL_LONG=20 tries twenty times as many days.
/// </summary>
public sealed class DevicesShowWhatIsSoTests
{
    private const int StepsADay = 60;
    private static readonly int Days = int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked : 1;
    private static readonly string[] Counters = ["1", "2", "3", "4", "5", "6", "7"];
    private static readonly DrawText Glyph = Glyphs.Of("");
    private readonly Dictionary<string, (int Times, string Question)> _asked = [];
    private readonly SortedDictionary<string, (int Accepted, int Tried)> _tried = [];
    private DeviceDay _day = null!;
    private long _version;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Days)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RandomDay_WhateverHappens_EveryDeviceShowsWhatIsSo(int seed)
    {
        var random = new Random(seed);
        await using var day = _day = await DeviceDay.BeginAsync();
        var plain = day.Hall.Snapshot.Plan.Configuration;
        HallConfiguration[] configurations =
        [
            plain,
            plain with { Counters =
                [.. plain.Counters.Select(counter => counter.Counter.Value is "3" ? counter with { Zone = new("B") } : counter)] },
            plain with { Services = [.. plain.Services.Where(service => service.Code.Value != "A02")],
                Rules = plain.Rules with { FeedbackSeconds = 50 } },
        ];
        foreach (var counter in Counters)
        {
            await DoAsync(new OpenCounter(new(counter), new($"100{counter}")));
        }

        for (var step = 0; step < StepsADay; step++)
        {
            var what = await StepAsync(random, configurations);
            await AgreeAsync($"seed {seed}, step {step}, after {what}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ",
            _tried.Select(one => $"{one.Key} {one.Value.Accepted}/{one.Value.Tried}")));
    }

    private async Task<string> StepAsync(Random random, HallConfiguration[] configurations)
    {
        var command = Command(random, _day.Hall.Snapshot);
        switch (random.Next(100))
        {
            case < 8:
                await _day.RefusedAsync(command);
                return $"a refused {command.GetType().Name}";
            case < 13:
                await _day.RestartAsync();
                _asked.Keys.ToList().ForEach(counter => _asked[counter] = _asked[counter] with { Question = "" });
                return "a restart";
            case < 18:
                var next = configurations[random.Next(configurations.Length)];
                var isThere = next.Services.Any(service => service.Code.Value == "A02");
                return $"a publication "
                    + $"({await DoAsync(new PublishConfiguration(next) { Gone = isThere ? [] : [new(new("A02"), new("A01"))] })})";
            case < 24:
                var pluggable = DeviceDay.Lines.Where(line => line.Name != DeviceDay.OnATerminal).ToList();
                var line = pluggable[random.Next(pluggable.Count)];
                await _day.ReplugAsync(line.Name);

                // A pad that is new was asked nothing; that a lamp of the same counter is new is no matter of the pad's.
                line.Counters.Where(_ => IsPad(line.Name)).ToList().ForEach(counter => _asked.Remove(counter));
                return $"a loss of power of {line.Name}";
            case < 28:
                _day.Advance(TimeSpan.FromSeconds(random.Next(10, 120)));
                return "a while";
            case 28:
                _day.Advance(TimeSpan.FromHours(24));
                return "a night";
            default:
                return $"{command} ({await DoAsync(command)})";
        }
    }

    private async Task<string> DoAsync(HallCommand command)
    {
        var outcome = await _day.DoAsync(command);
        _version = Math.Max(_version, outcome.FirstSequence + outcome.Events.Count - 1);
        var (accepted, tried) = _tried.GetValueOrDefault(command.GetType().Name);
        _tried[command.GetType().Name] = (accepted + (outcome.Succeeded ? 1 : 0), tried + 1);
        return outcome.Rejection?.Code ?? "done";
    }

    // Aimed at what fits the counter's state, most of the time.
    private static HallCommand Command(Random random, HallSnapshot snapshot)
    {
        var counter = new CounterId(Counters[random.Next(Counters.Length)]);
        var state = snapshot.Counter(counter)!.Counter.State;
        var service = snapshot.Plan.Configuration.Services[random.Next(snapshot.Plan.Configuration.Services.Count)].Code;
        var ticket = snapshot.Counter(counter)!.Counter.Feedback?.Ticket ?? new TicketId(random.Next(1, 30));
        return (random.Next(100), state) switch
        {
            (< 22, _) =>
                new IssueTicket(random.Next(4) == 0 ? [.. new[] { service, new("A01") }.Distinct()] : [service], PriorityCode.None),
            (< 25, _) => new RejoinTicket(new(random.Next(1, 30))),
            (< 29, _) => new PressPad(counter, FeedbackLevel.Satisfied, [], $"p{random.Next()}"),
            (< 32, _) => new GiveFeedback(ticket, null, FeedbackLevel.Satisfied, [], null, FeedbackChannel.QrCode),
            (< 34, _) => new AbandonTicket(new(random.Next(1, 30))),
            (< 44, _) => new UndoLastAction(counter),
            (_, CounterState.Closed) => new OpenCounter(counter, new($"100{counter}")),
            (< 80, CounterState.Paused) => new ResumeCounter(counter),
            (_, CounterState.Paused) => new CloseCounter(counter),
            (< 60, CounterState.Idle) when snapshot.Held.Count > 0 =>
                new ReturnTicket(counter, snapshot.Held[random.Next(snapshot.Held.Count)].Id),
            (< 90, CounterState.Idle) => new CallNext(counter),
            (< 95, CounterState.Idle) => new PauseCounter(counter, "lunch"),
            (_, CounterState.Idle) => new CloseCounter(counter),
            (< 75, CounterState.Calling) => new StartService(counter),
            (< 80, CounterState.Calling) => new RecallTicket(counter),
            (< 87, CounterState.Calling) => new MarkNoShow(counter),
            (< 60, CounterState.Serving) => new TransferTicket(counter, null, null, new(Counters[random.Next(Counters.Length)])),
            (< 65, CounterState.Serving) => new TransferTicket(counter, service, null, null),
            (< 90, CounterState.Serving) => new CompleteService(counter),
            _ => new HoldTicket(counter),
        };
    }

    // A question that is about to end is let end first: whether a device still asks is then no matter of milliseconds.
    private async Task AgreeAsync(string when)
    {
        foreach (var view in _day.Hall.Snapshot.Counters)
        {
            if (view.Counter.Feedback is { } minute && minute.Until - _day.Hall.Now is { TotalSeconds: > 0 and < 25 } left)
            {
                _day.Advance(left + TimeSpan.FromSeconds(1));
            }
        }

        await _day.UntilAsync(WrongAsync, when);
        var snapshot = _day.Hall.Snapshot;
        foreach (var (line, address, counter) in Places().Where(place => IsPad(place.Line)))
        {
            var question = await QuestionAsync(snapshot.Counter(new(counter))!);
            var before = _asked.GetValueOrDefault(counter, (Times: 0, Question: ""));
            var times = before.Times + (question.Length > 0 && question != before.Question ? 1 : 0);
            _asked[counter] = (times, question);
            await _day.UntilAsync(
                () => Task.FromResult(_day.Devices(line).AskedAt(address) == times
                    ? null
                    : $"the pad of counter {counter} was asked {_day.Devices(line).AskedAt(address)} times, "
                        + $"not {times} ({_day.Told(line)})"), when);
        }
    }

    // The name of the question that a pad should ask now: while its rating would be taken, and nobody else stands at the counter.
    private async Task<string> QuestionAsync(CounterView view)
    {
        if (view.Counter.Feedback is not { } minute || view.Counter.Ticket is not null || minute.Until < _day.Hall.Now)
        {
            return "";
        }

        var ticket = await _day.AskAsync(new TicketById(minute.Ticket));
        return ticket?.Ticket.Legs[minute.Leg - 1] is { Rating: null, Served: true, EndedAt: not null }
            ? $"{minute.Ticket}-{minute.Leg}-{minute.AskedAt:O}"
            : "";
    }

    private Task<string?> WrongAsync()
    {
        var snapshot = _day.Hall.Snapshot;
        if (snapshot.Version < _version)
        {
            return Task.FromResult<string?>("the snapshot is not there");
        }

        foreach (var (line, address, counter) in Places())
        {
            var (wanted, shown) = (Wanted(line, address, snapshot.Counter(new(counter))!, snapshot), _day.Devices(line).ShownAt(address));
            if (wanted is not null && shown != wanted)
            {
                return Task.FromResult<string?>(
                    $"{line} at {address}, counter {counter}, shows '{shown}' and not '{wanted}' ({_day.Told(line)})");
            }
        }

        return Task.FromResult<string?>(null);
    }

    private static bool IsPad(string line) => line is "pads" or "ascii" or "lcd";

    private static IEnumerable<(string Line, byte Address, string Counter)> Places() =>
        DeviceDay.Lines.SelectMany(line => line.Counters.Select((counter, at) => (line.Name, (byte)(at + 1), counter)));

    // What a person reads off the device, made of the counter's state by hand.
    private static string? Wanted(string line, byte address, CounterView view, HallSnapshot snapshot)
    {
        var (state, number) = (view.Counter.State, view.Number ?? "");
        var digits = number.Length == 0 ? "" : number[^3..];
        return line switch
        {
            "pads" => $"{digits,3}|{snapshot.Zone(view.Counter.Zone)!.Waiting.ToString("000", CultureInfo.InvariantCulture)}",
            "buttons" => state switch { CounterState.Calling => "33", CounterState.Serving => "32", _ => "30" },
            "numbers" => state == CounterState.Calling ? $"{digits} blinking" : digits,
            "texts" => state switch { CounterState.Paused => "PAUSE 7", CounterState.Closed => "CLOSED", _ => number },
            "lamps" =>
                state switch { CounterState.Calling => $"{number} red", CounterState.Serving => $"{number} green",
                    CounterState.Paused => "P yellow", _ => "" },
            "strips" => state == CounterState.Closed ? "-" : number,
            "board" => Picture(address, number.Length > 0 ? $"{number} → {view.Counter.Id}" : state == CounterState.Paused ? "..." : ""),
            _ => null,
        };
    }

    private static string Picture(byte area, string text) => Convert.ToHexString(
        OnbonFrameWriter.Show(OnbonCard.Bx5E, new((byte)(area - 1), 0, (ushort)((area - 1) * 16), 128, 16), Glyph(text, 128, 16)));
}
