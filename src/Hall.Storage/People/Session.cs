namespace Hall.Storage.People;

/// <summary>
/// One signing-in of a person, from then until its end. The browser's cookie only carries its identifier: who ends the row ends the
/// cookie, every copy of it, and every page that stands open under it.
/// </summary>
public sealed class Session
{
    /// <summary>Longest text of <see cref="From"/> and <see cref="Browser"/>.</summary>
    public const int LongestPlace = 100;

    /// <summary>128 random bits.</summary>
    public string Id { get; set; } = "";

    /// <summary>The account's identifier.</summary>
    public string Person { get; set; } = "";

    /// <summary>How the person signed in; one of <see cref="People.SignInWay"/>.</summary>
    public string How { get; set; } = "";

    /// <summary>The machine's address at sign-in.</summary>
    public string From { get; set; } = "";

    /// <summary>The browser and its system in two words, such as <c>Chromium, Linux</c>.</summary>
    public string Browser { get; set; } = "";

    /// <summary>When the person signed in, UTC.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>When the session was last used, UTC, some minutes old at most.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>When it ended, UTC; null while it lasts.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why; one of <see cref="SessionEnd"/>, empty while it lasts.</summary>
    public string Why { get; set; } = "";
}

/// <summary>Why a session ended.</summary>
public static class SessionEnd
{
    /// <summary>The person signed out.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>The teller handed the window over.</summary>
    public const string HandedOver = "handed-over";

    /// <summary>The person ended it from another session.</summary>
    public const string EndedElsewhere = "ended-elsewhere";

    /// <summary>It was open for as long as a session may be.</summary>
    public const string Time = "time";

    /// <summary>Nobody touched it for as long as the setting says.</summary>
    public const string Idle = "idle";

    /// <summary>The account was disabled, or its password, card or PIN changed.</summary>
    public const string AccountChanged = "account-changed";
}
