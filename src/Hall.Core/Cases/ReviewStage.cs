namespace Hall.Core.Cases;

/// <summary>Where the case of a bad review stands.</summary>
public enum ReviewStage
{
    /// <summary>It opened by itself; nobody is named yet.</summary>
    Opened,

    /// <summary>Someone is named and has to reach the citizen.</summary>
    Assigned,

    /// <summary>The citizen was heard, or left no name; it has to be classified.</summary>
    Heard,

    /// <summary>It is to be mended or explained.</summary>
    Mending,

    /// <summary>It was proposed to set the review aside; a second person decides.</summary>
    AsideProposed,

    /// <summary>The remedy is done; the citizen has to be called back.</summary>
    Mended,

    /// <summary>The citizen was called back and has to say whether it is settled.</summary>
    CalledBack,

    /// <summary>The citizen says it is settled; a supervisor calls a second time.</summary>
    Confirmed,

    /// <summary>The supervisor has called; it can be closed.</summary>
    Checked,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>Over: the review was mistaken or malicious.</summary>
    SetAside,
}

/// <summary>What is to be done about a bad review (国办发〔2019〕51号).</summary>
public enum ReviewClass
{
    /// <summary>A clear case: mended at once.</summary>
    MendNow,

    /// <summary>A complex one: a ledger entry with a deadline.</summary>
    Ledger,

    /// <summary>One without legal basis: explained.</summary>
    Explain,
}
