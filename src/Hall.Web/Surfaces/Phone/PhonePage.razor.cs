using Hall.Core.Tickets;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Phone;

/// <summary>The document of the citizen's page, rendered once per request.</summary>
public sealed partial class PhonePage
{
    /// <summary>The secret in the address.</summary>
    [Parameter] public string Token { get; set; } = "";

    /// <summary>The visit; null when there is none to show.</summary>
    [Parameter] public PhoneVisit? Visit { get; set; }

    /// <summary>The bad reviews of the visit.</summary>
    [Parameter] public IReadOnlyList<PhoneReview> Reviews { get; set; } = [];

    /// <summary>The words to say it in.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = Words.For(null);

    /// <summary><c>light</c>, <c>dark</c> or null to follow the phone.</summary>
    [Parameter] public string? Theme { get; set; }

    /// <summary>What lets the script run under the content security policy.</summary>
    [Parameter] public string? Nonce { get; set; }

    /// <summary>The form that was just carried out.</summary>
    [Parameter] public string? Done { get; set; }

    /// <summary>The code of the rule that forbade the form.</summary>
    [Parameter] public string? Error { get; set; }

    /// <summary>The form that could not be kept; null when none was sent or it was.</summary>
    [Parameter] public UnsavedForm? Unkept { get; set; }

    /// <summary>What was looked for among the matters that may be added; null for nothing.</summary>
    [Parameter] public string? Sought { get; set; }

    /// <summary><c>invalid</c> or <c>expired</c> when there is no visit.</summary>
    [Parameter] public string Absent { get; set; } = "invalid";

    // A rating that was kept without its contact is asked for again as what it is now: a review without a contact.
    private IFormCollection? TypedAt(string action, Leg leg) =>
        Unkept is { } unkept && (unkept.Action == action || (action == "contact" && unkept.Action == "rate"))
        && (unkept.Form["leg"].Count == 0 || unkept.Form["leg"] == leg.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        ? unkept.Form
        : null;

    private PhoneLive Live => PhoneLive.Of(Visit!, Words);

    private string OtherLanguage => Words.Language == Words.English ? Words.Chinese : Words.English;

    private string Zone => Visit is null ? "zone-0" : ZoneColour.ClassOf(Visit.Plan, Visit.Ticket.Zone);

    private string Title => Visit is null ? Words[Word.AppTitle]
        : $"{Visit.Ticket.Number} · {Words.Of(WordGroup.PhoneState, Visit.Ticket.State)}";

    private string? Notice => Error is { Length: > 0 } error ? Words.Find(WordGroup.Rejection, error) ?? Words[Word.RejectionOther]
        : Done is { Length: > 0 } done ? Words.Find(WordGroup.PhoneDone, done)
        : null;
}
