using System.Security.Claims;
using Hall.Hub.Identity;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>Where somebody who came by card changes the PIN; whoever came by one that is too short does nothing else before.</summary>
public static class PinEndpoints
{
    /// <summary>Maps it.</summary>
    public static void MapPin(this IEndpointRouteBuilder routes)
    {
        var pin = routes.MapGroup("/pin").ExcludeFromDescription();
        pin.MapGet("", Show);
        pin.MapPost("", ChangeAsync);
    }

    private static IResult Show(HttpContext context, PeopleRegister people) =>
        Comer(context, people) is null ? SeeOther.To("/sign-in?returnUrl=%2Fpin") : Form(context, EntranceForm.For(context));

    private static async Task<IResult> ChangeAsync(HttpContext context, PeopleRegister people, AccountService office)
    {
        if (Comer(context, people) is not { } person)
        {
            return SeeOther.To("/sign-in?returnUrl=%2Fpin");
        }

        var words = Words.For(SurfaceSettings.Of(context).Language);
        if (await EntranceForm.ReadAsync(context) is not { } form)
        {
            return Form(context, EntranceForm.For(context, null, words[Word.EntranceStale]), StatusCodes.Status400BadRequest);
        }

        var fresh = form.GetValueOrDefault("fresh", "");
        var outcome = fresh == form.GetValueOrDefault("again", "")
            ? await office.ChangeOwnPinAsync(person.Staff, form.GetValueOrDefault("old", ""), fresh)
            : AccountOutcome.Refused("again");
        if (!outcome.Succeeded)
        {
            string[] faults = [.. outcome.Faults.Select(fault => words.Find(WordGroup.Pin, fault) ?? words.Of(WordGroup.PeopleFault,
                fault))];
            var back = new Dictionary<string, string> { ["returnUrl"] = form.GetValueOrDefault("returnUrl", "/") };
            return Form(context, EntranceForm.For(context, back, faults), StatusCodes.Status400BadRequest);
        }

        await SignInEndpoints.BeginAsync(context, people.FindStaff(person.Staff)!, SignInWay.Card);
        return SeeOther.To(HomePage.Instead(EntranceForm.LocalOnly(form.GetValueOrDefault("returnUrl"))));
    }

    private static RegisteredPerson? Comer(HttpContext context, PeopleRegister people) =>
        context.User.FindFirstValue(StaffSession.HowClaim) is SignInWay.Card or SignInWay.OldPin ? people.Of(context.User) : null;

    private static RazorComponentResult<PinPage> Form(HttpContext context, EntranceForm form, int status = StatusCodes.Status200OK) =>
        EntranceForm.Page<PinPage>(form, status, ("Forced", context.User.HasClaim(StaffSession.HowClaim, SignInWay.OldPin)));
}
