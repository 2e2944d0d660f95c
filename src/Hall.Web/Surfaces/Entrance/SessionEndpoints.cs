using System.Globalization;
using System.Security.Claims;
using Hall.Core.Engine;
using Hall.Hub.Identity;
using Hall.Storage.People;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>A session as its owner sees it.</summary>
/// <param name="Since">When it began, in the hall's time.</param>
/// <param name="Seen">When it was last used, in the hall's time.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record ShownSession(string Id, string From, string Browser, string How, string Since, string Seen, bool IsThis);

/// <summary>Everybody's own sessions: where one is signed in, and how to end it.</summary>
public static class SessionEndpoints
{
    private const string Others = "others";

    /// <summary>Maps them.</summary>
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/sessions").ExcludeFromDescription();
        own.MapGet("", Show);
        own.MapPost("", EndAsync);
    }

    private static IResult Show(HttpContext context, PeopleRegister people, SessionRegister sessions, IHallDirectory halls)
    {
        if (people.Of(context.User) is not { } person)
        {
            return SeeOther.To("/sign-in?returnUrl=%2Fsessions");
        }

        var own = context.User.FindFirstValue(StaffSession.SessionClaim);
        var zone = halls.All.Select(hall => hall.Snapshot.Plan).FirstOrDefault();
        string Said(DateTimeOffset at) => zone is null
            ? at.ToLocalTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)
            : zone.Local(at).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
        List<ShownSession> shown =
        [
            .. sessions.Of(person.Id)
                .Select(row =>
                    new ShownSession(row.Id, row.From, row.Browser, row.How, Said(row.Since), Said(sessions.SeenAt(row)), row.Id == own)),
        ];
        return EntranceForm.Page<SessionsPage>(EntranceForm.For(context), more: ("Sessions", shown));
    }

    private static async Task<IResult> EndAsync(HttpContext context, PeopleRegister people, SessionRegister sessions)
    {
        if (people.Of(context.User) is { } person && await EntranceForm.ReadAsync(context) is { } form)
        {
            var own = context.User.FindFirstValue(StaffSession.SessionClaim);
            var asked = form.GetValueOrDefault("session", "");
            foreach (var session in sessions.Of(person.Id).Where(row => row.Id != own && (asked == Others || row.Id == asked)))
            {
                await sessions.EndAsync(session.Id, person.Staff, SessionEnd.EndedElsewhere);
            }

            return SeeOther.To($"/sessions?returnUrl={Uri.EscapeDataString(EntranceForm.LocalOnly(form.GetValueOrDefault("returnUrl")))}");
        }

        return SeeOther.To("/sessions");
    }
}
