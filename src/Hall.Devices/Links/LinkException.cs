namespace Hall.Devices.Links;

/// <summary>Why a link cannot be opened, or broke.</summary>
public enum LinkTrouble
{
    /// <summary>The port is not there, or is there no longer.</summary>
    Gone,

    /// <summary>Another program holds the port.</summary>
    Busy,

    /// <summary>The account may not use the port.</summary>
    PermissionDenied,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A link cannot be opened, or broke. The message is a sentence for people.</summary>
public sealed class LinkException : IOException
{
    public LinkException(LinkTrouble trouble, string message, Exception? inner = null) : base(message, inner) => Trouble = trouble;

    /// <summary>What kind of trouble it is.</summary>
    public LinkTrouble Trouble { get; }
}
