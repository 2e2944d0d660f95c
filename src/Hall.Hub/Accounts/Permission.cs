namespace Hall.Hub.Accounts;

/// <summary>What a person may be allowed to do. Everything asks by one of these names, never by a role.</summary>
public static class Permission
{
    /// <summary>Work at a counter.</summary>
    public const string CounterServe = "counter.serve";

    /// <summary>Issue, reprint and cancel for a citizen at a desk.</summary>
    public const string TicketIssue = "ticket.issue";

    /// <summary>Give a priority by hand.</summary>
    public const string TicketPriority = "ticket.priority";

    /// <summary>Open matters with the citizen there, tell what is missing, take papers, accept, finish and deliver.</summary>
    public const string MatterAccept = "matter.accept";

    /// <summary>Look at accepted matters as a reviewer, and at finished ones that were drawn.</summary>
    public const string MatterReview = "matter.review";

    /// <summary>Opens the desk: of whom a step may be asked, by post or as a peer.</summary>
    public const string MatterDesk = "matter.desk";

    /// <summary>Approve matters, and do what only leaders do to their clock.</summary>
    public const string MatterApprove = "matter.approve";

    /// <summary>Stop the clock of a matter on a published ground, and let it run again.</summary>
    public const string MatterSuspend = "matter.suspend";

    /// <summary>Put the last day of a matter off.</summary>
    public const string MatterExtend = "matter.extend";

    /// <summary>Hand over matters that others answer for.</summary>
    public const string MatterHandOver = "matter.hand-over";

    /// <summary>Set who is on duty, and declare who is away.</summary>
    public const string RosterEdit = "roster.edit";

    /// <summary>Publish the working days.</summary>
    public const string CalendarPublish = "calendar.publish";

    /// <summary>See every matter and how it stands.</summary>
    public const string MatterRead = "matter.read";

    /// <summary>See the hall as it is.</summary>
    public const string HallWatch = "hall.watch";

    /// <summary>Answer calls for help, settle a doubted clock.</summary>
    public const string HallSteer = "hall.steer";

    /// <summary>Stop issuing in an emergency, and go on.</summary>
    public const string HallClose = "hall.close";

    /// <summary>Open a screen's page on a machine that is no enrolled screen.</summary>
    public const string SurfaceShow = "surface.show";

    /// <summary>See which screens there are.</summary>
    public const string ScreensRead = "screens.read";

    /// <summary>Enrol, rename, move, reload and shut out screens.</summary>
    public const string ScreensManage = "screens.manage";

    /// <summary>See who has an account.</summary>
    public const string PeopleRead = "people.read";

    /// <summary>Make, change and disable accounts.</summary>
    public const string PeopleManage = "people.manage";

    /// <summary>See the configuration and its versions.</summary>
    public const string ConfigurationRead = "configuration.read";

    /// <summary>Edit a draft of the configuration.</summary>
    public const string ConfigurationEdit = "configuration.edit";

    /// <summary>Make a draft the hall's configuration.</summary>
    public const string ConfigurationPublish = "configuration.publish";

    /// <summary>Make and revoke keys.</summary>
    public const string KeysManage = "keys.manage";

    /// <summary>Read and export the audit.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>See satisfaction, single ratings and complaints, and take them away as files; never contact data.</summary>
    public const string RatingsRead = "ratings.read";

    /// <summary>See which ratings stand out and by whom; supervision first, not everybody who reads figures.</summary>
    public const string OddRatingsRead = "odd-ratings.read";

    /// <summary>Read the files of bad reviews and complaints; never contact data, and nothing is done with them.</summary>
    public const string CasesRead = "cases.read";

    /// <summary>Deal with bad reviews and complaints; whoever does sees how to reach the citizen.</summary>
    public const string CasesHandle = "cases.handle";

    /// <summary>Name who deals with them, decide on setting aside, call back a second time, close.</summary>
    public const string CasesSupervise = "cases.supervise";

    /// <summary>All permissions.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        CounterServe, TicketIssue, TicketPriority, MatterAccept, MatterDesk, MatterReview, MatterApprove, MatterSuspend, MatterExtend,
        MatterHandOver, MatterRead, RosterEdit, CalendarPublish, HallWatch, HallSteer, HallClose, SurfaceShow, ScreensRead, ScreensManage,
        PeopleRead, PeopleManage, ConfigurationRead, ConfigurationEdit, ConfigurationPublish, KeysManage, AuditRead, RatingsRead,
        OddRatingsRead, CasesRead, CasesHandle, CasesSupervise,
    ];
}
