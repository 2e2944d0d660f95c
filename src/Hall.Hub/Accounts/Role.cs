using System.Collections.Frozen;

namespace Hall.Hub.Accounts;

/// <summary>The roles of a hall's people and the one table that says what each may do.</summary>
public static class Role
{
    /// <summary>Issues tickets at a desk for those whom a kiosk does not help.</summary>
    public const string Clerk = "clerk";

    /// <summary>Serves at a window.</summary>
    public const string Teller = "teller";

    /// <summary>Reviews behind the windows.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Approves matters, and decides on stopping their clock and putting off their last day.</summary>
    public const string Leader = "leader";

    /// <summary>Keeps the hall running today.</summary>
    public const string DutyManager = "duty-manager";

    /// <summary>Sets the hall up: people, screens, configuration, keys.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    // The table. Operation, management and supervision check each other, so none of the three has everything.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Table = new Dictionary<string, string[]>
    {
        [Clerk] = [Permission.TicketIssue, Permission.TicketPriority, Permission.MatterAccept],
        [Teller] = [Permission.CounterServe, Permission.MatterAccept, Permission.MatterDesk, Permission.MatterSuspend],
        [Reviewer] =
        [
            Permission.MatterDesk, Permission.MatterReview, Permission.MatterRead, Permission.MatterSuspend, Permission.CasesRead,
            Permission.CasesHandle,
        ],
        [Leader] =
        [
            Permission.MatterDesk, Permission.MatterApprove, Permission.MatterSuspend, Permission.MatterExtend, Permission.MatterRead,
            Permission.HallWatch,
        ],
        [DutyManager] =
        [
            Permission.CounterServe, Permission.TicketIssue, Permission.TicketPriority, Permission.HallWatch, Permission.HallSteer,
            Permission.HallClose, Permission.SurfaceShow, Permission.ScreensRead, Permission.ScreensManage, Permission.PeopleRead,
            Permission.ConfigurationRead, Permission.RatingsRead, Permission.OddRatingsRead, Permission.CasesRead, Permission.CasesHandle,
            Permission.CasesSupervise, Permission.MatterAccept, Permission.MatterRead, Permission.MatterSuspend, Permission.MatterHandOver,
            Permission.RosterEdit, Permission.CalendarPublish,
        ],
        [Administrator] =
        [
            Permission.HallWatch, Permission.HallSteer, Permission.HallClose, Permission.SurfaceShow, Permission.ScreensRead,
            Permission.ScreensManage, Permission.PeopleRead, Permission.PeopleManage, Permission.ConfigurationRead,
            Permission.ConfigurationEdit, Permission.ConfigurationPublish, Permission.KeysManage, Permission.RosterEdit,
            Permission.CalendarPublish,
        ],
        [Auditor] =
        [
            Permission.HallWatch, Permission.ScreensRead, Permission.PeopleRead, Permission.ConfigurationRead, Permission.AuditRead,
            Permission.RatingsRead, Permission.OddRatingsRead, Permission.CasesRead, Permission.MatterRead,
        ],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    // Operation, management and supervision are posts that check each other.
    private static readonly FrozenDictionary<string, string> Posts = new Dictionary<string, string>
    {
        [Clerk] = "operate", [Teller] = "operate", [Reviewer] = "operate", [Leader] = "operate", [DutyManager] = "operate",
        [Administrator] = "manage", [Auditor] = "supervise",
    }.ToFrozenDictionary();

    /// <summary>All roles, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = [Clerk, Teller, Reviewer, Leader, DutyManager, Administrator, Auditor];

    /// <summary>Whether one person has roles of posts that must check each other.</summary>
    public static bool Excludes(IEnumerable<string> roles) => PostsOf(roles).Count > 1;

    /// <summary>Whether roles bring posts together that must check each other and that were not together before.</summary>
    public static bool ExcludesAnew(IEnumerable<string> roles, IEnumerable<string> before)
    {
        var posts = PostsOf(roles);
        return posts.Count > 1 && !posts.IsSubsetOf(PostsOf(before));
    }

    private static HashSet<string> PostsOf(IEnumerable<string> roles) =>
        [.. roles.Select(role => Posts.GetValueOrDefault(role)).OfType<string>()];

    /// <summary>What a role may do; nothing for a name that is no role.</summary>
    public static IReadOnlySet<string> PermissionsOf(string role) => Table.TryGetValue(role, out var may) ? may : FrozenSet<string>.Empty;
}
