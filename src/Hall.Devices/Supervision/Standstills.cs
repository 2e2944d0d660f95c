using Microsoft.Extensions.Logging;

namespace Hall.Devices.Supervision;

/// <summary>
/// Remembers which parts of a work stand still: the first failure of a part is logged and reported, the following ones only counted,
/// and its first success again is logged and reported. So a fault that lasts a night is two lines in the log and one alert.
/// </summary>
/// <param name="work">The work, see <see cref="Standstill.Work"/>.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Is told.</param>
/// <param name="logger">Where the fault itself is written, once.</param>
public sealed partial class Standstills(string work, TimeProvider time, StandstillReport report, ILogger logger)
{
    private static readonly BackOff BackOff = new() { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromMinutes(1) };
    private readonly Lock _gate = new();
    private readonly Dictionary<string, StandingPart> _parts = [];

    /// <summary>The work.</summary>
    public string Work => work;

    /// <summary>Notes that a part failed.</summary>
    /// <returns>How long to wait before it is tried again: from 1 s, doubling to 1 min.</returns>
    public TimeSpan Fail(string part, Exception fault)
    {
        StandingPart state;
        lock (_gate)
        {
            var before = _parts.GetValueOrDefault(part);
            var pause = BackOff.After(before?.Failures ?? 0, 1);
            state = new(before?.Since ?? time.GetUtcNow(), (before?.Failures ?? 0) + 1, time.GetTimestamp(), pause);
            _parts[part] = state;
        }

        if (state.Failures == 1)
        {
            LogFailed(fault, work, part);
            report(new(work, part, state.Since, Standstill.Failed));
        }
        else
        {
            LogFailedAgain(work, part, state.Failures, fault.Message);
        }

        return state.Pause;
    }

    /// <summary>Notes that a part was begun and does not come back.</summary>
    public void Hang(string part, TimeSpan since)
    {
        lock (_gate)
        {
            if (!_parts.TryAdd(part, new(time.GetUtcNow() - since, 1, time.GetTimestamp(), TimeSpan.Zero)))
            {
                return;
            }
        }

        LogHangs(work, part, since);
        report(new(work, part, time.GetUtcNow() - since, Standstill.Hangs));
    }

    /// <summary>Notes that a part was done; nothing is said when it was no different before.</summary>
    public void Succeed(string part)
    {
        StandingPart? before;
        lock (_gate)
        {
            if (!_parts.Remove(part, out before))
            {
                return;
            }
        }

        LogGoesOn(work, part, before.Since, before.Failures);
        report(new(work, part, null, Standstill.Failed));
    }

    /// <summary>Whether a part failed a moment ago and is left alone until its pause is over.</summary>
    public bool Rests(string part)
    {
        lock (_gate)
        {
            return _parts.TryGetValue(part, out var state) && time.GetElapsedTime(state.FailedAt) < state.Pause;
        }
    }

    /// <summary>The parts that stand still now.</summary>
    public IReadOnlyCollection<string> Parts
    {
        get
        {
            lock (_gate)
            {
                return [.. _parts.Keys];
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} {Part} failed and stands still; it is tried again by itself")]
    private partial void LogFailed(Exception fault, string work, string part);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Work} {Part} failed {Failures} times in a row: {Reason}")]
    private partial void LogFailedAgain(string work, string part, int failures, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} {Part} was begun {Since} ago and does not come back")]
    private partial void LogHangs(string work, string part, TimeSpan since);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Work} {Part} goes on after {Failures} failures since {Since:O}")]
    private partial void LogGoesOn(string work, string part, DateTimeOffset since, int failures);

    private sealed record StandingPart(DateTimeOffset Since, int Failures, long FailedAt, TimeSpan Pause);
}
