using Hall.Core.Events;
using Hall.Core.State;

namespace Hall.Hub.Verification;

/// <summary>Watches while a hall's journal is played again, and compares what it saw with what is stored beside it.</summary>
internal interface IHallCheck
{
    /// <summary>The hall before an event.</summary>
    void Before(HallState state, JournalEntry entry) { }

    /// <summary>The hall after an event.</summary>
    void After(HallState state, JournalEntry entry) { }

    /// <summary>The hall after the last event that is looked at.</summary>
    void End(HallState state) { }
}
