namespace Hall.Devices.Connections;

/// <summary>How a link is.</summary>
public enum LinkState
{
    /// <summary>Not open yet since the start.</summary>
    Opening,

    /// <summary>Open.</summary>
    Up,

    /// <summary>Open, but the devices on it have been mute for too long.</summary>
    Silent,

    /// <summary>Could not be opened, or broke. Stays so, while it is tried again by itself, until it is open.</summary>
    Failed,
}

/// <summary>How a link is, since when, and why. Immutable.</summary>
/// <param name="State">How it is.</param>
/// <param name="Since">Since when it has been so.</param>
/// <param name="Reason">Why it is not up, as a sentence for people; empty when it is up.</param>
/// <param name="Opened">How often it was opened.</param>
/// <param name="Failures">How many outages it had: from a break, or from the first vain attempt, until it is open again is one.</param>
public sealed record LinkStatus(LinkState State, DateTimeOffset Since, string Reason, long Opened, long Failures)
{
    /// <summary>How often it could not be opened or broke: every attempt of an outage counts.</summary>
    public long Attempts { get; init; }
}
