using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Dispatch;

/// <summary>
/// A rule that says who is called next at a counter. A hall runs on <see cref="HallPolicy"/>; the rules of other systems are here
/// to be compared with it on the same day, never to run a hall. A policy may remember calls, so that each run takes a new one.
/// </summary>
public interface IDispatchPolicy
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>Who is next at a counter; null when it may call nobody now. Changes nothing.</summary>
    (Ticket Ticket, CallReason Reason)? Choose(HallState state, CounterId counter, DateTimeOffset now);

    /// <summary>A ticket was issued; for rules that decide then.</summary>
    void Issued(HallState state, Ticket ticket)
    {
    }

    /// <summary>A ticket was called at a counter; for rules that count calls.</summary>
    void Called(CounterId counter)
    {
    }

    /// <summary>A ticket waits no longer: it was called, or its citizen left.</summary>
    void Left(HallState state, Ticket ticket)
    {
    }
}
