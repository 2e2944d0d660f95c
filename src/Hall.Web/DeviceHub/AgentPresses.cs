using System.Security.Cryptography;
using System.Text.Json;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Web.Keys;
using Hall.Web.Pads;

namespace Hall.Web.DeviceHub;

/// <summary>Makes what an agent reports a command of its hall. However often a press is reported, it is carried out once.</summary>
public sealed partial class AgentPresses(IHallDirectory halls, ILogger<AgentPresses> logger)
{
    private const int LongestDigits = 10;

    // A call that a teller wanted a minute ago must not ring now; a rating is worth keeping.
    private static readonly TimeSpan KeyStaleAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);
    private static readonly TimeSpan Live = TimeSpan.FromSeconds(1);

    /// <summary>Carries a press out.</summary>
    internal async Task<PressAnswer> CarryAsync(ApiKey key, PressReport report, CancellationToken cancel)
    {
        if (FaultIn(report) is { } fault)
        {
            return new(ReportOutcome.Refused, "malformed", fault);
        }

        if (halls.Find(new HallId(report.Hall)) is not { } hall)
        {
            return new(ReportOutcome.Refused, "unknown-hall", $"There is no hall '{report.Hall}'.");
        }

        var snapshot = hall.Snapshot;
        if (!AgentLines.Serves(halls, key, hall, new(report.Counter)) || snapshot.Counter(new(report.Counter)) is not { } counter)
        {
            LogOtherCounter(key.Name, report.Counter, hall.Id);
            return new(ReportOutcome.Refused, "other-counter", $"Counter {report.Counter} has no pad on a line of this agent.");
        }

        var age = TimeSpan.FromMilliseconds(report.AgeMilliseconds);
        if (report.Key is not null && age > KeyStaleAfter)
        {
            return new(ReportOutcome.Refused, "too-late", "The teller's key was pressed too long ago to be carried out now.");
        }

        var press = PressOf(report, hall.Now - age);
        return PadTranslation.CommandOf(press, counter, snapshot.Held, age > Live ? press.At : null) is { } command
            ? await ExecuteAsync(hall, key, report, command, cancel)
            : new(ReportOutcome.Refused, "nothing-to-do", "The press means nothing in the hall as it is now.");
    }

    private static string? FaultIn(PressReport report) => report switch
    {
        null => "A press is expected.",
        { EventId: var id } when id == Guid.Empty => "An event id is expected.",
        { Hall: null } or { Counter: null or "" } or { Digits: null } => "Hall, counter and digits are expected.",
        { Digits: { } digits } when digits.Length > LongestDigits || !digits.All(char.IsAsciiDigit) => $"At most {LongestDigits} digits are expected.",
        { AgeMilliseconds: var age } when age < 0 || age > Oldest.TotalMilliseconds => "An age of 0 to 30 days is expected.",
        { Level: null, Key: null } or { Level: not null, Key: not null } => "Either a level or a key is expected.",
        _ => null,
    };

    private static DevicePress PressOf(PressReport report, DateTimeOffset at) => report.Level is { } level
        ? new RatingPressed(report.EventId, report.Counter, report.Address, at, 0, level)
        : new KeyPressed(report.EventId, report.Counter, report.Address, at, report.Key!.Value, report.Digits);

    private async Task<PressAnswer> ExecuteAsync(IHall hall, ApiKey key, PressReport report, HallCommand command, CancellationToken cancel)
    {
        try
        {
            // The age grows from report to report and is no part of what the press is.
            var body = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(report with { AgeMilliseconds = 0 })));
            var once = new Idempotency($"agent {key.Name}", report.EventId.ToString("N"), body);
            var outcome = await hall.ExecuteAsync(command, once, cancel);
            return outcome switch
            {
                { Rejection: { } rejection } => new(ReportOutcome.Refused, rejection.Code.ToString(), rejection.Message),
                _ when outcome.Events.Contains("stray-press-counted") =>
                    new(ReportOutcome.Refused, "stray", "There was no visit to rate at this counter, or it was rated; the press was counted as stray."),
                _ => new(ReportOutcome.Recorded),
            };
        }
        catch (IdempotencyConflictException)
        {
            return new(ReportOutcome.Refused, "other-press", "This event id was used for another press.");
        }
        catch (JournalUnavailableException unavailable)
        {
            LogNotRecorded(hall.Id, report.Counter, unavailable.Message);
            return new(ReportOutcome.Later, "journal-unavailable", unavailable.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Agent {Agent} reported a press at counter {Counter} of hall {Hall}, which is on none of its lines")]
    private partial void LogOtherCounter(string agent, string counter, HallId hall);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A press at counter {Counter} of hall {Hall} could not be made durable; its agent keeps it: {Reason}")]
    private partial void LogNotRecorded(HallId hall, string counter, string reason);
}
