using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Hub.Setup;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>One thing to do before the hall can open.</summary>
/// <param name="Name">Names its words.</param>
/// <param name="Done">Whether it is done.</param>
/// <param name="Address">Where it is done.</param>
public sealed record SetupStep(string Name, bool Done, string Address);

/// <summary>The first start: the link of the console makes the administrator, who founds the hall and is led on. It can be left at any
/// step.</summary>
public static partial class SetupEndpoints
{
    /// <summary>Maps the pages and forms.</summary>
    public static void MapSetup(this IEndpointRouteBuilder routes)
    {
        var setup = routes.MapGroup("/setup").ExcludeFromDescription();
        setup.MapGet("", Show).AllowAnonymous();
        setup.MapPost("", AnswerAsync).RequireAuthorization(Permission.ConfigurationPublish);
        setup.MapSetupSheet();
        setup.MapGet("/{secret}", ShowLinkAsync).AllowAnonymous();
        setup.MapPost("/{secret}", UseLinkAsync).AllowAnonymous();
    }

    private static IResult Show(HttpContext context, PeopleRegister people, HallSetup founder, IHallDirectory halls,
        ScreenRegister screens)
    {
        if (!context.User.May(Permission.ConfigurationPublish))
        {
            return people.HasAdministrator
                ? SeeOther.To("/sign-in?returnUrl=%2Fsetup")
                : Closed(context, "console", StatusCodes.Status200OK);
        }

        var hall = halls.All.FirstOrDefault()?.Id.Value;
        return hall is null
            ? EntranceForm.Page<SetupHallPage>(EntranceForm.For(context), more: ("Draft", founder.Draft()))
            : EntranceForm.Page<SetupStepsPage>(EntranceForm.For(context), more: ("Steps", StepsOf(hall, people, screens)));
    }

    private static List<SetupStep> StepsOf(string hall, PeopleRegister people, ScreenRegister screens)
    {
        bool Has(string permission) =>
            people.All.Any(person =>
                !person.Disabled && person.Roles.Any(role => role != Role.Administrator && Role.PermissionsOf(role).Contains(permission)));
        bool Shows(string surface) => screens.All.Any(screen => screen.Hall == hall && screen.Surface == surface);
        return
        [
            new("hall", true, $"/{hall}/manager"),
            new("people", Has(Permission.CounterServe), $"/{hall}/manager/people"),
            new("kiosk", Shows("kiosk"), $"/{hall}/manager/screens"),
            new("board", Shows("board"), $"/{hall}/manager/screens"),
            new("window", Shows("window") || Shows("pad"), $"/{hall}/manager/screens"),
            new("auditor", Has(Permission.AuditRead), $"/{hall}/manager/people"),
        ];
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, HallSetup founder, IHallDirectory halls, AccountService office)
    {
        var draft = founder.Draft();
        var words = Words.For(SurfaceSettings.Of(context).Language);
        if (await EntranceForm.ReadAsync(context) is not { } form)
        {
            return EntranceForm.Page<SetupHallPage>(EntranceForm.For(context, null, words[Word.EntranceStale]),
                StatusCodes.Status400BadRequest, ("Draft", draft));
        }

        // Another browser may be a step ahead; its answer stands, and this one goes on from there.
        if (halls.All.Count > 0 || form.GetValueOrDefault("step") != draft.Next.ToString())
        {
            return SeeOther.To("/setup");
        }

        string[] faults;
        try
        {
            faults = [.. (await founder.AnswerAsync(context.User.Staff()!, With(draft, form))).Select(fault => Sentence(words, fault))];
            if (faults.Length == 0 && halls.All.Count > 0 && draft.People.Count > 0)
            {
                return EntranceForm.Page<SetupPasswordsPage>(EntranceForm.For(context), more: ("People",
                    await SheetHiring.HireAsync(office, context.User.Staff()!, draft.People, SheetRoles.Of)));
            }
        }
        catch (JournalUnavailableException)
        {
            faults = [words[Word.RejectionJournalUnavailable]];
        }

        return faults.Length == 0
            ? SeeOther.To("/setup")
            : EntranceForm.Page<SetupHallPage>(EntranceForm.For(context, form, faults), StatusCodes.Status400BadRequest, ("Draft", draft));
    }

    private static SetupDraft With(SetupDraft draft, Dictionary<string, string> form)
    {
        string Of(string field) => form.GetValueOrDefault(field, "").Trim();
        return draft.Next switch
        {
            SetupQuestion.Hall => draft with
            {
                Kind = Of("kind"), Hall = Of("hall"), Chinese = Of("chinese"), English = Of("english"), TimeZone = Of("timeZone"),
                Language = Words.Known(Of("language")),
            },
            SetupQuestion.Zones => draft with { Zones = Of("lines") },
            SetupQuestion.Services => draft with { Services = Of("lines") },
            SetupQuestion.Counters =>
                draft with { Counters = string.Join(' ', draft.ZoneLetters.Select(zone => $"{zone} {Of($"counters-{zone}")}")) },
            SetupQuestion.Hours => draft with { Hours = HoursIn(form) },
            _ => draft with { Kiosks = int.TryParse(Of("kiosks"), NumberStyles.None, CultureInfo.InvariantCulture, out var kiosks)
                ? Math.Clamp(kiosks, 0, 99)
                : 1 },
        };
    }

    private static SetupHours HoursIn(Dictionary<string, string> form)
    {
        string Of(string field) => form.GetValueOrDefault(field, "").Trim();
        return new()
        {
            Always = Of("always").Length > 0, Days = [.. Enum.GetValues<DayOfWeek>().Where(day => Of($"day-{day}").Length > 0)],
            From = Of("from"), To = Of("to"), BreakFrom = Of("breakFrom"), BreakTo = Of("breakTo"),
        };
    }

    private static async Task<IResult> ShowLinkAsync(string secret, HttpContext context, SetupLinks links) =>
        await links.StateOfAsync(secret) switch
    {
        SetupLinkState.Good => EntranceForm.Page<SetupAdministratorPage>(EntranceForm.For(context)),
        var state => Closed(context, NameOf(state), StatusCodes.Status410Gone),
    };

    private static async Task<IResult> UseLinkAsync(string secret, HttpContext context, SetupLinks links, PeopleRegister people)
    {
        var words = Words.For(SurfaceSettings.Of(context).Language);
        if (await EntranceForm.ReadAsync(context) is not { } form)
        {
            return EntranceForm.Page<SetupAdministratorPage>(EntranceForm.For(context, null, words[Word.EntranceStale]),
                StatusCodes.Status400BadRequest);
        }

        var draft = new AccountDraft { Staff = form.GetValueOrDefault("staff", "").Trim(), Name = form.GetValueOrDefault("name", "") };
        var password = form.GetValueOrDefault("fresh", "");
        var (state, outcome) = password == form.GetValueOrDefault("again", "")
            ? await links.UseAsync(secret, draft, password)
            : (await links.StateOfAsync(secret), AccountOutcome.Refused("again"));
        if (state != SetupLinkState.Good)
        {
            return Closed(context, NameOf(state), StatusCodes.Status410Gone);
        }

        if (!outcome.Succeeded)
        {
            (form["fresh"], form["again"]) = ("", "");
            return EntranceForm.Page<SetupAdministratorPage>(EntranceForm.For(context, form,
                [.. outcome.Faults.Select(fault => Sentence(words, fault))]),
                StatusCodes.Status400BadRequest);
        }

        await SignInEndpoints.BeginAsync(context, people.FindStaff(draft.Staff)!, SignInWay.Password);
        return SeeOther.To("/setup");
    }

    // Zones and services are written one a line; a path into the configuration would mean nothing to who writes them.
    internal static string Sentence(Words words, SetupFault fault)
    {
        var said = fault.Kind.Length > 0 ? words.Of(WordGroup.SetupFault, fault.Kind, [.. fault.Arguments])
            : FaultSentences.In(fault.Rule, words);
        return fault.Line is { } line ? words[Word.SetupLine, line, said]
            : fault.Path.StartsWith("names.", StringComparison.Ordinal) ? words[Word.SetupOfName, said]
            : said;
    }

    /// <summary>What a refused account is told.</summary>
    public static string Sentence(Words words, string fault) =>
        words.Find(WordGroup.PeopleFault, fault) ?? words.Of(WordGroup.Password, fault, PasswordRules.Shortest);

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SetupClosedPage> Closed(HttpContext context, string why,
        int status) =>
        EntranceForm.Page<SetupClosedPage>(EntranceForm.For(context), status, ("Why", why));

    private static string NameOf(SetupLinkState state) => state.ToString().ToLowerInvariant();
}
