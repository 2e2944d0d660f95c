namespace Hall.Web.Surfaces.Teller;

/// <summary>What a teller can ask for with one key.</summary>
public enum DeskAction
{
    /// <summary>Sign in and open the window.</summary>
    Open,

    /// <summary>Call whoever is next.</summary>
    Next,

    /// <summary>The citizen is here.</summary>
    Start,

    /// <summary>Done; the citizen is asked to rate.</summary>
    Complete,

    /// <summary>Go on after a pause.</summary>
    Resume,

    /// <summary>Announce again.</summary>
    Recall,

    /// <summary>Nobody came.</summary>
    NoShow,

    /// <summary>Put aside.</summary>
    Hold,

    /// <summary>Send on, to a service, zone or counter.</summary>
    Transfer,

    /// <summary>Call nobody for a while.</summary>
    Pause,

    /// <summary>Call a chosen number, with a reason.</summary>
    CallNumber,

    /// <summary>Take the last action back.</summary>
    Undo,

    /// <summary>Sign out.</summary>
    Close,

    /// <summary>Show the keys.</summary>
    Help,
}

/// <summary>Which key means what.</summary>
public static class DeskKeys
{
    /// <summary>The action of a key as the browser names it; null when it means nothing here.</summary>
    /// <param name="key">Such as <c>r</c>, <c>ctrl+z</c>; the space bar is not among them, it means the one obvious next action.</param>
    public static DeskAction? Find(string key) => key.ToLowerInvariant() switch
    {
        "r" => DeskAction.Recall,
        "n" => DeskAction.NoShow,
        "h" => DeskAction.Hold,
        "t" => DeskAction.Transfer,
        "p" => DeskAction.Pause,
        "c" => DeskAction.Close,
        "/" => DeskAction.CallNumber,
        "?" => DeskAction.Help,
        "ctrl+z" => DeskAction.Undo,
        _ => null,
    };

    /// <summary>The key as it is printed on the button; empty when there is none. The space bar has a word of its own.</summary>
    public static string Label(DeskAction action) => action switch
    {
        DeskAction.Recall => "R",
        DeskAction.NoShow => "N",
        DeskAction.Hold => "H",
        DeskAction.Transfer => "T",
        DeskAction.Pause => "P",
        DeskAction.Close => "C",
        DeskAction.CallNumber => "/",
        DeskAction.Help => "?",
        DeskAction.Undo => "Ctrl Z",
        _ => "",
    };
}
