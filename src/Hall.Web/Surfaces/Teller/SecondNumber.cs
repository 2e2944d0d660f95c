using Hall.Core.Commands;

namespace Hall.Web.Surfaces.Teller;

/// <summary>A command that would give a person a second living number for a service: it goes through when the teller ends the
/// other.</summary>
/// <param name="Command">The command that ends the others in the same step.</param>
/// <param name="Numbers">The numbers that it ends.</param>
public sealed record SecondNumber(HallCommand Command, IReadOnlyList<string> Numbers)
{
    /// <summary>What is asked after a command was refused; null when there is nothing that the teller could say.</summary>
    /// <param name="command">The command.</param>
    /// <param name="rejection">Why it was refused; null when it was carried out.</param>
    public static SecondNumber? Of(HallCommand command, Rejection? rejection) => (command, rejection) switch
    {
        (TransferTicket { Ends.Count: 0 } transfer, { Code: RejectionCode.AlreadyHolding, Numbers: { } numbers }) =>
            new(transfer with { Ends = numbers }, numbers),
        (UndoLastAction { Ends.Count: 0 } undo, { Code: RejectionCode.AlreadyHolding, Numbers: { } numbers }) =>
            new(undo with { Ends = numbers }, numbers),
        (CorrectService { Ends.Count: 0 } correct, { Code: RejectionCode.AlreadyHolding, Numbers: { } numbers }) =>
            new(correct with { Ends = numbers }, numbers),
        _ => null,
    };
}
