using Hall.Hub.Screens;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager;

/// <summary>The hall's screens: which are enrolled, whether they are there, what they show, and which wait for their code to be
/// typed.</summary>
public sealed partial class ScreensPage
{
    private string _code = "";
    private string _surface = "kiosk";
    private string _place = "";
    private string _name = "";
    private string? _refused;

    [Inject]
    private ScreenCodes Codes { get; set; } = default!;

    [Inject]
    private ScreenRegister Screens { get; set; } = default!;

    [Inject]
    private ScreenService Office { get; set; } = default!;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    // Who types the code of a machine that waits at a place's address means that place.
    private void Typed(string code)
    {
        _code = code;
        var plain = string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (_place.Length == 0 && Codes.Waiting.FirstOrDefault(screen => screen.Code == plain) is { } waiting)
        {
            Propose(waiting);
        }
    }

    private void Propose(WaitingScreen waiting)
    {
        if (ScreenPlace.OfPath(waiting.Wanted) is { } place && place.Hall == Hall)
        {
            (_surface, _place) = (place.Surface, place.Place);
        }
    }

    private string ProposedName => _place.Length > 0 ? $"{Words.Of(WordGroup.Landing, _surface)} {_place}" : "";

    private async Task ConfirmAsync()
    {
        var name = string.IsNullOrWhiteSpace(_name) ? ProposedName : _name;
        var fault = _place.Length == 0 ? "place" : await Office.ConfirmAsync(Actor, _code, new(Hall, _surface, _place), name);
        _refused = fault is null ? null : Words.Of(WordGroup.ScreensFault, fault);
        if (fault is null)
        {
            Edge.SayDone(Words[Word.ScreensEnrolled, name]);
            (_code, _name, _place) = ("", "", "");
        }
    }
}
