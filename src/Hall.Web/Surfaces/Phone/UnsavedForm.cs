using Hall.Core.Cases;
using Hall.Web.Http;

namespace Hall.Web.Surfaces.Phone;

/// <summary>A form that the hub could not keep: the citizen finds it again as it was typed.</summary>
/// <param name="Action">What it asked for.</param>
/// <param name="Form">Its fields.</param>
/// <param name="Why">The code of the rule, or that the journal took nothing.</param>
public sealed record UnsavedForm(string Action, IFormCollection Form, string Why)
{
    /// <summary>The HTTP status of the answer.</summary>
    public int Status => StatusOf(Why);

    /// <summary>The HTTP status of a form that was not taken.</summary>
    public static int StatusOf(string why) => why switch
    {
        CaseRule.NeedsText or PhoneActions.TooLong => StatusCodes.Status400BadRequest,
        CaseRule.TooManyToday or CaseRule.TooManyNow => StatusCodes.Status429TooManyRequests,
        _ => ApiCode.StatusOf(why),
    };
}
