namespace Hall.Web.Surfaces.Teller;

/// <summary>What a teller can ask for with one key.</summary>
public enum CounterAction
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

    /// <summary>Call back who was put aside.</summary>
    Return,

    /// <summary>The citizen came for something else, which this window does.</summary>
    Change,

    /// <summary>One matter more.</summary>
    Add,

    /// <summary>A matter that the citizen no longer wants.</summary>
    Drop,

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
public static class CounterKeys
{
    /// <summary>The action of a key as the browser names it; null when it means nothing here.</summary>
    /// <param name="key">Such as <c>r</c>, <c>ctrl+z</c>; the space bar is not among them, it means the one obvious next action.</param>
    /// <param name="isFree">Whether nobody is at the window: what puts somebody aside then calls them back.</param>
    public static CounterAction? Find(string key, bool isFree = false) => key.ToLowerInvariant() switch
    {
        "h" when isFree => CounterAction.Return,
        "r" => CounterAction.Recall,
        "n" => CounterAction.NoShow,
        "h" => CounterAction.Hold,
        "t" => CounterAction.Transfer,
        "e" => CounterAction.Change,
        "a" => CounterAction.Add,
        "d" => CounterAction.Drop,
        "p" => CounterAction.Pause,
        "c" => CounterAction.Close,
        "/" => CounterAction.CallNumber,
        "?" => CounterAction.Help,
        "ctrl+z" => CounterAction.Undo,
        _ => null,
    };

    /// <summary>The key as it is printed on the button; empty when there is none. The space bar has a word of its own.</summary>
    public static string Label(CounterAction action) => action switch
    {
        CounterAction.Recall => "R",
        CounterAction.NoShow => "N",
        CounterAction.Hold or CounterAction.Return => "H",
        CounterAction.Transfer => "T",
        CounterAction.Change => "E",
        CounterAction.Add => "A",
        CounterAction.Drop => "D",
        CounterAction.Pause => "P",
        CounterAction.Close => "C",
        CounterAction.CallNumber => "/",
        CounterAction.Help => "?",
        CounterAction.Undo => "Ctrl Z",
        _ => "",
    };
}
