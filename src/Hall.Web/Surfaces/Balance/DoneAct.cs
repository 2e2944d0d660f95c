using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Balance;

/// <summary>Something that a manager did about the hall from a suggestion, and how it is taken back.</summary>
/// <param name="Id">Which one, for the page.</param>
/// <param name="At">When, the hall's time, UTC.</param>
/// <param name="By">Staff number of who did it; empty when nobody is known.</param>
/// <param name="Said">What it was, a sentence in the reader's language.</param>
public sealed record DoneAct(long Id, DateTimeOffset At, string By, Func<HallPlan, Words, string> Said)
{
    /// <summary>For how long it can be taken back by one press.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(60);

    /// <summary>What takes it back, given by whoever does; null when nothing can.</summary>
    public Func<string?, HallCommand>? Back { get; init; }

    /// <summary>The zone that it was to help; null when it was none.</summary>
    public ZoneCode? Zone { get; init; }

    /// <summary>The usual wait there before it, seconds; null when it is not known.</summary>
    public double? WasSeconds { get; init; }

    /// <summary>The mean wait that was forecast with it, seconds; null when it is not known.</summary>
    public double? ExpectedSeconds { get; init; }

    /// <summary>When it was taken back; null when it was not.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>Whether it can be taken back now.</summary>
    /// <param name="now">The hall's time, UTC.</param>
    public bool MayUndo(DateTimeOffset now) => Back is not null && UndoneAt is null && now - At < UndoFor;
}
