using System.Security.Claims;
using Hall.Core.Engine;
using Hall.Hub.Accounts;

namespace Hall.Web.Identity;

/// <summary>The page where somebody's work begins.</summary>
public static class HomePage
{
    /// <summary>The address that leads there.</summary>
    public const string Address = "/home";

    // Whoever has several roles begins with the first of these.
    private static readonly (string Role, string Page)[] Pages =
    [
        (Role.DutyManager, "manager"), (Role.Auditor, "manager/audit"), (Role.Administrator, "manager"), (Role.Reviewer, "manager/cases"),
        (Role.Leader, "desk"), (Role.Clerk, "issue"), (Role.Teller, "counters"),
    ];

    /// <summary>The page of a person; the first page of all where there is no hall, and who can help where there is
    /// nothing that they may do.</summary>
    /// <param name="who">The person.</param>
    /// <param name="halls">The halls of this hub.</param>
    public static string Of(ClaimsPrincipal who, IHallDirectory halls)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(halls);
        if (who.Staff() is not { } staff || halls.All.FirstOrDefault()?.Snapshot is not { } snapshot)
        {
            return "/";
        }

        var page = Pages.FirstOrDefault(known => who.HasClaim(ClaimTypes.Role, known.Role)).Page;

        // Who sits at a window already goes on there.
        var own = page == "counters" ? snapshot.Counters.FirstOrDefault(view => view.Counter.Teller?.Value == staff)?.Counter.Id.Value
            : null;
        return page is null ? "/refused" : $"/{snapshot.Hall}/{(own is null ? page : $"counter/{own}")}";
    }

    /// <summary>Where somebody goes on after signing in: to what they had asked for, or to their own page when it was nothing.</summary>
    /// <param name="back">An address of this hub.</param>
    public static string Instead(string back) => back is "/" or "" ? Address : back;
}
