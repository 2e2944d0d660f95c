using System.Globalization;
using System.Security.Claims;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Hub.Counters;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>Sign-in, sign-out and the change of one's own password: plain pages and forms, without a circuit.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var entrance = routes.MapGroup("").ExcludeFromDescription();
        entrance.MapGet("/sign-in", ShowFirstAsync).AllowAnonymous();
        entrance.MapGet("/sign-in/openid", (HubOptions options, string? returnUrl) => options.OpenId is null
            ? Results.NotFound()
            : Results.Challenge(new AuthenticationProperties { RedirectUri = HomePage.Instead(EntranceForm.LocalOnly(returnUrl)) },
                [OpenIdSignIn.Scheme]))
            .AllowAnonymous();
        entrance.MapPost("/sign-in", SignInAsync).AllowAnonymous();
        entrance.MapPost("/sign-out", (Delegate)SignOutAsync).AllowAnonymous();
        entrance.MapGet("/hand-over", HandOverAsync).AllowAnonymous();
        entrance.MapGet("/password", ShowPassword);
        entrance.MapPost("/password", ChangePasswordAsync);
        entrance.MapGet("/refused", ShowRefused).AllowAnonymous();
        entrance.MapGet(HomePage.Address, (HttpContext context, IHallDirectory halls) => SeeOther.To(HomePage.Of(context.User, halls)))
            .RequireAuthorization(PersonRequirement.Policy);
        entrance.MapGet("/photo/{staff}", PhotoAsync);
    }

    /// <summary>Begins a session.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nobody is signed in.</exception>
    public static async Task BeginAsync(HttpContext context, RegisteredPerson person, string how) =>
        await context.SignInAsync(StaffSession.Scheme,
            await context.RequestServices.GetRequiredService<SessionRegister>()
                .BeginAsync(person, how, SurfaceSettings.AddressOf(context), context.Request.Headers.UserAgent.ToString()));

    /// <summary>Ends the session of a request, for every tab and every copy of its cookie.</summary>
    private static async Task EndAsync(HttpContext context, string why)
    {
        await context.RequestServices.GetRequiredService<SessionRegister>()
            .EndAsync(context.User.FindFirstValue(StaffSession.SessionClaim), context.User.Staff() ?? "", why);
        await context.SignOutAsync(StaffSession.Scheme);
    }

    // Who was signed out by a change of the account or its roles is told so: only the browser with the ended session's cookie can know.
    private static async Task<IResult> ShowFirstAsync(HttpContext context, HubOptions options, SessionRegister sessions, string? failed)
    {
        var words = Words.For(SurfaceSettings.Of(context).Language);
        var form = failed == "openid" ? EntranceForm.For(context, null, words[Word.EntranceOpenidFailed]) : EntranceForm.For(context);
        var wasChanged = context.Items[StaffSession.EndedItem] is string ended
            && await sessions.WhyEndedAsync(ended) == SessionEnd.AccountChanged;
        return Show(context, options, form, told: wasChanged ? words[Word.EntranceChanged] : null);
    }

    private static RazorComponentResult<SignInPage> Show(
        HttpContext context, HubOptions options, EntranceForm form, int status = StatusCodes.Status200OK, string? told = null) =>
        EntranceForm.Page<SignInPage>(form, status,
            ("OpenId", options.OpenId is not null), ("Demo", Demonstrator.IsWelcome(options, context)), ("Told", told),
            ("Waiting", ScreenEndpoints.Beside(context, form.ReturnUrl)));

    private static async Task<IResult> SignInAsync(HttpContext context, StaffSignIn door, MachineCookie machine, HubOptions options)
    {
        var words = Words.For(SurfaceSettings.Of(context).Language);
        if (await EntranceForm.ReadAsync(context) is not { } form)
        {
            return Show(context, options, EntranceForm.For(context, null, words[Word.EntranceStale]), StatusCodes.Status400BadRequest);
        }

        SignInResult result;
        try
        {
            result = await door.TryAsync(form.GetValueOrDefault("who", ""), form.GetValueOrDefault("secret", ""), machine.PlaceOf(context));
            if (result.Person is { } comes)
            {
                await BeginAsync(context, comes, result.How);
                context.RequestServices.GetRequiredService<ScreenCodes>().Forget(context.Request.Cookies[ScreenEndpoints.AskingCookie]);
                if (result.How == SignInWay.Password || result.IsNewPlace)
                {
                    machine.Note(context, comes.Id);
                }
            }
        }
        catch (JournalUnavailableException)
        {
            form.Remove("secret");
            return Show(context, options, EntranceForm.For(context, form, words[Word.PeopleFaultUnkept]),
                StatusCodes.Status503ServiceUnavailable);
        }

        if (result.Person is { } person)
        {
            var back = HomePage.Instead(EntranceForm.LocalOnly(form.GetValueOrDefault("returnUrl")));
            var first = result.How == SignInWay.OldPin ? "/pin"
                : person.MustChangePassword && result.How == SignInWay.Password ? "/password" : null;
            return SeeOther.To(first is null ? back : $"{first}?returnUrl={Uri.EscapeDataString(back)}");
        }

        form.Remove("secret");
        return Show(context, options,
            EntranceForm.For(context, form, words[Word.EntranceWrongSaid, words[Word.EntranceWrong], words[Word.EntranceWrongOften]]),
            StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        if (await EntranceForm.ReadAsync(context) is not { } form)
        {
            return SeeOther.To("/");
        }

        await EndAsync(context, SessionEnd.SignedOut);
        return SeeOther.To(EntranceForm.LocalOnly(form.GetValueOrDefault("returnUrl", "/sign-in")));
    }

    private static async Task<IResult> HandOverAsync(HttpContext context, HandoverTokens handOvers, string? once, string? returnUrl)
    {
        var back = EntranceForm.LocalOnly(returnUrl);
        if (once is not null && handOvers.Use(once, context.User.Staff()))
        {
            await EndAsync(context, back == "/" ? SessionEnd.SignedOut : SessionEnd.HandedOver);
        }

        return SeeOther.To($"/sign-in?returnUrl={Uri.EscapeDataString(back)}");
    }

    private static IResult ShowPassword(HttpContext context, PeopleRegister people) => people.Of(context.User) is { } person
        ? PasswordForm(context, person, EntranceForm.For(context))
        : SeeOther.To("/sign-in?returnUrl=%2Fpassword");

    private static RazorComponentResult<PasswordPage> PasswordForm(HttpContext context, RegisteredPerson person, EntranceForm form,
        int status = StatusCodes.Status200OK) =>
        EntranceForm.Page<PasswordPage>(form, status, ("Forced", person.MustChangePassword), ("Staff", person.Staff));

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, PeopleRegister people, AccountService office)
    {
        if (people.Of(context.User) is not { } person || context.User.FindFirstValue(StaffSession.HowClaim) != SignInWay.Password)
        {
            return SeeOther.To("/sign-in?returnUrl=%2Fpassword");
        }

        var words = Words.For(SurfaceSettings.Of(context).Language);
        if (await EntranceForm.ReadAsync(context) is not { } form)
        {
            return PasswordForm(context, person, EntranceForm.For(context, null, words[Word.EntranceStale]),
                StatusCodes.Status400BadRequest);
        }

        var fresh = form.GetValueOrDefault("fresh", "");
        var outcome = fresh == form.GetValueOrDefault("again", "")
            ? await office.ChangeOwnPasswordAsync(person.Staff, form.GetValueOrDefault("old", ""), fresh)
            : AccountOutcome.Refused("again");
        if (!outcome.Succeeded)
        {
            string[] faults = [.. outcome.Faults.Select(fault => words.Of(WordGroup.Password, fault, PasswordRules.Shortest))];
            var back = new Dictionary<string, string> { ["returnUrl"] = form.GetValueOrDefault("returnUrl", "/") };
            return PasswordForm(context, person, EntranceForm.For(context, back, faults), StatusCodes.Status400BadRequest);
        }

        await BeginAsync(context, people.FindStaff(person.Staff)!, SignInWay.Password);
        return SeeOther.To(HomePage.Instead(EntranceForm.LocalOnly(form.GetValueOrDefault("returnUrl"))));
    }

    private static RazorComponentResult<RefusedPage> ShowRefused(
        HttpContext context, ScreenRegister screens, IHallDirectory halls, string? from, string? may)
    {
        // The hall of the page, or the only one: help is somewhere in a house.
        var asked = LocalAddress.Of(from).Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        var hall = (asked is not null ? halls.Find(new(asked)) : null) ?? halls.All.FirstOrDefault();
        var words = Words.For(SurfaceSettings.Of(context).Language);
        var screen = ScreenSession.Of(screens, context.User);
        var name = context.User.FindFirstValue(StaffSession.NameClaim) ?? screen?.Name ?? "";
        return EntranceForm.Page<RefusedPage>(EntranceForm.For(context), StatusCodes.Status403Forbidden, ("Name", name),
            ("Screen", screen is not null && context.User.Staff() is null), ("Twice", context.Items.ContainsKey(Refusal.TwiceItem)),
            ("Place", hall?.Snapshot.Plan.Configuration.Names.In(words.Language)),
            ("May", may is not null && Permission.All.Contains(may) ? may : null));
    }

    private static async Task<IResult> PhotoAsync(string staff, HttpContext context, PeopleStore store)
    {
        var photo =
            await store.ReadAsync(people =>
                Task.FromResult(people.Users.Where(person => person.UserName == staff && person.DisabledAt == null)
            .Select(person => new { person.Photo, person.PhotoType }).FirstOrDefault()));
        context.Response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={60}");
        return photo?.Photo is { } bytes ? Results.Bytes(bytes, photo.PhotoType) : Results.NotFound();
    }
}
