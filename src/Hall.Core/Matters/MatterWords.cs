namespace Hall.Core.Matters;

/// <summary>How the result comes to the citizen.</summary>
public enum DeliveryWay
{
    /// <summary>At a window.</summary>
    Window,

    /// <summary>On the phone's page.</summary>
    Phone,

    /// <summary>By a call.</summary>
    Telephone,

    /// <summary>By post.</summary>
    Post,
}

/// <summary>With what a matter was finished.</summary>
public enum MatterOutcome
{
    /// <summary>Done as asked for.</summary>
    Done,

    /// <summary>Refused, with the reason in writing (退件).</summary>
    Refused,

    /// <summary>The citizen took it back; ended with that.</summary>
    Withdrawn,
}

/// <summary>Who fetched a result.</summary>
public enum ResultFetcher
{
    /// <summary>Whose matter it is.</summary>
    Holder,

    /// <summary>Somebody for them, who showed what allows it.</summary>
    Agent,
}

/// <summary>What a person is in a matter: four eyes compare these, so that nobody is two of them in one.</summary>
public enum MatterRole
{
    /// <summary>Accepted it, corrected it, or took it over.</summary>
    Acceptor,

    /// <summary>Looked at it as a reviewer.</summary>
    Reviewer,

    /// <summary>Looked at it as a peer.</summary>
    Peer,

    /// <summary>Approved it, or did not.</summary>
    Approver,
}

/// <summary>What somebody did in a matter, once for each person and role: it stays, also after a hand-over.</summary>
/// <param name="Role">As what.</param>
/// <param name="By">Staff number.</param>
public readonly record struct MatterPart(MatterRole Role, Identifiers.StaffNumber By);

/// <summary>How a matter stands towards its last day.</summary>
public enum MatterStanding
{
    /// <summary>Nothing presses.</summary>
    InTime,

    /// <summary>The last day is near.</summary>
    Near,

    /// <summary>The last day is over.</summary>
    Overdue,

    /// <summary>The clock is stopped.</summary>
    Suspended,

    /// <summary>There is no last day: not accepted yet, or the calendar lacks the year.</summary>
    Undated,

    /// <summary>Finished: it has nothing more to meet but being told.</summary>
    Finished,
}
