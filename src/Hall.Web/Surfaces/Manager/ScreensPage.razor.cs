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
