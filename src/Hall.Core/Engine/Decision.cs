using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Events;

namespace Hall.Core.Engine;

/// <summary>What the rules answer to a command: events, or a rejection. No event is a good answer too: there was nothing to do.</summary>
/// <param name="Events">What happens.</param>
/// <param name="Rejection">Why nothing happens; null when it does.</param>
/// <param name="Warnings">Codes that the citizen is told, such as <c>cannot-be-served-today</c>.</param>
public sealed record Decision(ImmutableArray<HallEvent> Events, Rejection? Rejection, ImmutableArray<string> Warnings)
{
    /// <summary>Nothing to do.</summary>
    public static Decision Nothing { get; } = new([], null, []);

    /// <summary>These events happen.</summary>
    public static Decision Of(params ReadOnlySpan<HallEvent> events) => new([.. events], null, []);

    /// <summary>A field of the command cannot be what it is.</summary>
    public static Decision Malformed(string field, string message) => new([], new(RejectionCode.Malformed, message, field), []);

    /// <summary>A rule forbids it.</summary>
    public static Decision Reject(string code, string message) => new([], new(code, message), []);
}
