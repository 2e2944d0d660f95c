using System.Security.Cryptography;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Hub.Devices;
using Hall.Storage.Keys;

namespace Hall.Hub.Agents;

/// <summary>
/// Makes what an agent reports a command of its hall. However often a press is reported, it is carried out once. Every press is answered,
/// also one that cannot be handled: an agent reports its presses one after another, and none may keep those behind it.
/// </summary>
public sealed partial class AgentPresses(IHallDirectory halls, PressesSetAside aside, PressLog presses, ILogger<AgentPresses> logger)
{
    private const int LongestDigits = 10;

    // A call that a teller wanted a minute ago must not ring now; a rating is worth keeping.
    private static readonly TimeSpan KeyStaleAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Oldest = TimeSpan.FromMilliseconds(PressReport.UnknownAgeMilliseconds);
    private static readonly TimeSpan Live = TimeSpan.FromSeconds(1);

    /// <summary>Carries a press out.</summary>
    internal async Task<PressAnswer> CarryAsync(ApiKey key, PressReport report, CancellationToken cancel)
    {
        try
        {
            return FaultIn(report) is { } fault ? new(ReportOutcome.Refused, "malformed", fault) : await TakeAsync(key, report, cancel);
        }
        catch (IdempotencyConflictException)
        {
            return new(ReportOutcome.Refused, "other-press", "This event id was used for another press.");
        }
        catch (JournalUnavailableException unavailable)
        {
            LogNotRecorded(report.Hall, report.Counter, unavailable.Message);
            return new(ReportOutcome.Later, "journal-unavailable", unavailable.Message);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            aside.Note(new(report.Hall), report.Counter, report.EventId, fault);
            presses.Note(new(report.Hall), PressOf(report, default), PadReason.SetAside);
            return new(ReportOutcome.Refused, "set-aside",
                "The hub could not handle this press; it was set aside, and the hub's log says why.");
        }
    }

    private async Task<PressAnswer> TakeAsync(ApiKey key, PressReport report, CancellationToken cancel)
    {
        if (halls.Find(new HallId(report.Hall)) is not { } hall)
        {
            return halls.All.Count == 0
                ? new(ReportOutcome.Later, "journal-unavailable", "The hub is starting or stopping.")
                : new(ReportOutcome.Refused, "unknown-hall", $"There is no hall '{report.Hall}'.");
        }

        var snapshot = hall.Snapshot;
        if (!AgentLines.Serves(halls, key, hall, new(report.Counter)) || snapshot.Counter(new(report.Counter)) is not { } counter)
        {
            LogOtherCounter(key.Name, report.Counter, hall.Id);
            return new(ReportOutcome.Refused, "other-counter", $"Counter {report.Counter} has no pad on a line of this agent.");
        }

        // Nobody has a visit of a month ago open: an age beyond it says no more than none.
        var age = TimeSpan.FromMilliseconds(Math.Min(report.AgeMilliseconds, PressReport.UnknownAgeMilliseconds));
        var isUndated = report.AgeUnknown || age >= Oldest;
        if (report.Key is not null && (isUndated || age > KeyStaleAfter))
        {
            presses.Note(hall.Id, PressOf(report, hall.Now), PadReason.TooLate);
            return new(ReportOutcome.Refused, PadReason.TooLate, "The teller's key was pressed too long ago to be carried out now.");
        }

        var press = PressOf(report, isUndated ? hall.Now : hall.Now - age);
        var time = isUndated ? PressTime.Unknown : age > Live ? PressTime.At(press.At) : PressTime.Now;
        var meaning = PadKeys.Sure(PadTranslation.MeaningOf(press, counter, snapshot.Held, time), snapshot, counter.Counter.Id, presses);
        if (meaning.Command is { } command)
        {
            var outcome = await ExecuteAsync(hall, key, report, command, cancel);
            presses.Note(hall.Id, press, outcome);
            return AnswerOf(outcome);
        }

        presses.Note(hall.Id, press, meaning.Reason);
        return new(ReportOutcome.Refused, "nothing-to-do", "The press means nothing in the hall as it is now.");
    }

    private static string? FaultIn(PressReport report) => report switch
    {
        null => "A press is expected.",
        { EventId: var id } when id == Guid.Empty => "An event id is expected.",
        { Hall: null } or { Counter: null or "" } or { Digits: null } => "Hall, counter and digits are expected.",
        { Digits: { } digits } when digits.Length > LongestDigits || !digits.All(char.IsAsciiDigit) =>
            $"At most {LongestDigits} digits are expected.",
        { AgeMilliseconds: < 0 } => "An age of at least 0 is expected.",
        { Level: null, Key: null } or { Level: not null, Key: not null } => "Either a level or a key is expected.",
        _ => null,
    };

    private static DevicePress PressOf(PressReport report, DateTimeOffset at) => report.Level is { } level
        ? new RatingPressed(report.EventId, report.Counter, report.Address, at, 0, level)
        : new KeyPressed(report.EventId, report.Counter, report.Address, at, report.Key!.Value, report.Digits);

    private static Task<HallOutcome> ExecuteAsync(IHall hall, ApiKey key, PressReport report, HallCommand command, CancellationToken cancel)
    {
        // The age grows from report to report, and is forgotten when the agent's computer starts again: it is no part of what the press is.
        var body =
            Convert.ToHexStringLower(
                SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(report with { AgeMilliseconds = 0, AgeUnknown = false })));
        var once = new Idempotency($"agent {key.Name}", report.EventId.ToString("N"), body);
        return hall.ExecuteAsync(command, once, cancel);
    }

    private static PressAnswer AnswerOf(HallOutcome outcome) => outcome switch
    {
        { Rejection: { } rejection } => new(ReportOutcome.Refused, rejection.Code.ToString(), rejection.Message),
        { Stray: UnmatchedPressKind.Undated } =>
            new(ReportOutcome.Refused, "stray",
                "When it was pressed cannot be known, so neither can whom it rates; it was counted as a press of unknown time."),
        { Stray: not null } =>
            new(ReportOutcome.Refused, "stray",
                "There was no visit to rate at this counter, or it was rated; the press was counted as stray."),
        _ => new(ReportOutcome.Recorded),
    };

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Agent {Agent} reported a press at counter {Counter} of hall {Hall}, which is on none of its lines")]
    private partial void LogOtherCounter(string agent, string counter, HallId hall);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A press at counter {Counter} of hall {Hall} could not be made durable; its agent keeps it: {Reason}")]
    private partial void LogNotRecorded(string hall, string counter, string reason);
}
