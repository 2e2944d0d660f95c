namespace Hall.Storage.Audit;

/// <summary>What the audit holds.</summary>
public static class AuditKind
{
    /// <summary>An account was made.</summary>
    public const string AccountCreated = "account-created";

    /// <summary>An account's name, skills, card or photograph changed.</summary>
    public const string AccountChanged = "account-changed";

    /// <summary>An account's roles changed.</summary>
    public const string RolesChanged = "roles-changed";

    /// <summary>Accounts hold posts that should check each other; each is named once.</summary>
    public const string PostsTogether = "posts-together";

    /// <summary>An account was bound to who vouches for it elsewhere.</summary>
    public const string OpenIdBound = "openid-bound";

    /// <summary>An account may be bound at the next sign-in elsewhere that names it.</summary>
    public const string OpenIdAllowed = "openid-allowed";

    /// <summary>An account is no longer bound to who vouched for it elsewhere.</summary>
    public const string OpenIdUnbound = "openid-unbound";

    /// <summary>An account was disabled.</summary>
    public const string AccountDisabled = "account-disabled";

    /// <summary>An account works again.</summary>
    public const string AccountEnabled = "account-enabled";

    /// <summary>A password was set or changed.</summary>
    public const string PasswordChanged = "password-changed";

    /// <summary>An account was locked after wrong passwords.</summary>
    public const string LockedOut = "locked-out";

    /// <summary>An account may sign in again at once after wrong attempts.</summary>
    public const string AccountUnlocked = "account-unlocked";

    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Attempts to sign in were refused.</summary>
    public const string SignInRefused = "sign-in-refused";

    /// <summary>Somebody signed out.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>A session ended otherwise: handed over, ended from another session, by time, with the account.</summary>
    public const string SessionEnded = "session-ended";

    /// <summary>Somebody took data away as a file.</summary>
    public const string FileExported = "file-exported";

    /// <summary>Another system's visits were taken in, or such an import was taken away.</summary>
    public const string PastImported = "past-imported";

    /// <summary>Somebody took a counter over from somebody.</summary>
    public const string CounterTakenOver = "counter-taken-over";

    /// <summary>A manager opened, resumed or closed somebody's counter.</summary>
    public const string CounterSteered = "counter-steered";

    /// <summary>A screen was enrolled.</summary>
    public const string ScreenEnrolled = "screen-enrolled";

    /// <summary>A screen was renamed or moved.</summary>
    public const string ScreenChanged = "screen-changed";

    /// <summary>A screen was shut out.</summary>
    public const string ScreenShutOut = "screen-shut-out";

    /// <summary>A screen's cookie was used from two places.</summary>
    public const string ScreenTwice = "screen-twice";

    /// <summary>Wrong enrolment codes were tried too often.</summary>
    public const string CodeGuessed = "code-guessed";

    /// <summary>A key was made.</summary>
    public const string KeyCreated = "key-created";

    /// <summary>Which key it is and where it may work, as it was when the audit first saw it.</summary>
    public const string KeyKept = "key-kept";

    /// <summary>A key was revoked.</summary>
    public const string KeyRevoked = "key-revoked";

    /// <summary>A hall was founded or its configuration published.</summary>
    public const string ConfigurationPublished = "configuration-published";

    /// <summary>A publication was ordered for a time.</summary>
    public const string PublicationOrdered = "publication-ordered";

    /// <summary>A publication that was ordered for a time was taken back.</summary>
    public const string PublicationCancelled = "publication-cancelled";

    /// <summary>A chosen number was called.</summary>
    public const string NumberChosen = "number-chosen";

    /// <summary>A service began without the identity being looked at.</summary>
    public const string HolderWaived = "holder-waived";

    /// <summary>An action was taken back.</summary>
    public const string ActionUndone = "action-undone";

    /// <summary>A priority was given by hand.</summary>
    public const string PriorityChanged = "priority-changed";

    /// <summary>The hall was closed in an emergency, or opened again.</summary>
    public const string EmergencyClosing = "emergency-closing";

    /// <summary>How the next is chosen was changed while the hall ran.</summary>
    public const string DispatchChanged = "dispatch-changed";

    /// <summary>Somebody had a device do something for a trial.</summary>
    public const string DeviceTried = "device-tried";

    /// <summary>Somebody looked at how a citizen can be reached.</summary>
    public const string ContactSeen = "contact-seen";

    /// <summary>A step of a case or complaint; its detail is the kind of the step.</summary>
    public const string CaseStep = "case-step";

    /// <summary>A second person agreed that a rating is set aside.</summary>
    public const string RatingSetAside = "rating-set-aside";

    /// <summary>The end of an audit that an older version wrote was sealed, once after the upgrade.</summary>
    public const string AuditSealed = "audit-sealed";

    /// <summary>Contacts of an older version got keys of their own, once after the upgrade.</summary>
    public const string ContactsConverted = "contacts-converted";

    /// <summary>Free texts of a visit, a case or one event were erased; the row says which, never what.</summary>
    public const string TextErased = "text-erased";

    /// <summary>A batch of texts of an older version was sealed, once after the upgrade: how many, and a keyed digest before and
    /// after.</summary>
    public const string TextsSealed = "texts-sealed";

    /// <summary>Copies of before texts were sealed were removed, because something was erased since.</summary>
    public const string CopiesRemoved = "copies-removed";

    /// <summary>Accounts and screens that an older version wrote were sealed, once after the upgrade.</summary>
    public const string RowsSealed = "rows-sealed";

    /// <summary>An act on a matter, or on who answers for matters; its detail is the event.</summary>
    public const string MatterAct = "matter-act";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AccountCreated, AccountChanged, RolesChanged, PostsTogether, OpenIdBound, OpenIdAllowed, OpenIdUnbound, AccountDisabled,
        AccountEnabled, PasswordChanged, LockedOut, AccountUnlocked, SignedIn, SignInRefused, SignedOut, SessionEnded, FileExported,
        CounterTakenOver, CounterSteered, ScreenEnrolled, ScreenChanged, ScreenShutOut, ScreenTwice, CodeGuessed, KeyCreated,
        KeyKept, KeyRevoked, ConfigurationPublished, PublicationOrdered, PublicationCancelled, DispatchChanged, NumberChosen, HolderWaived,
        ActionUndone, PriorityChanged, EmergencyClosing, DeviceTried, ContactSeen, CaseStep, MatterAct, RatingSetAside, AuditSealed,
        ContactsConverted, TextErased, TextsSealed, CopiesRemoved, RowsSealed,
    ];
}
