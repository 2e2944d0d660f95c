using Hall.Core.Configuration;
using Hall.Hub.Identity;
using Hall.Hub.Sheets;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>Takes a spreadsheet into the draft; nothing of it when anything in it is wrong.</summary>
public sealed partial class SheetPanel
{
    private const int MostShown = 40;
    private string _pasted = "";
    private string? _said;
    private IReadOnlyList<SheetFault> _faults = [];
    private IReadOnlyList<Hired> _hired = [];

    /// <summary>The words.</summary>
    [Parameter, EditorRequired]
    public Words Words { get; set; } = default!;

    /// <summary>What the tables are added to; null while it has faults.</summary>
    [Parameter]
    public HallConfiguration? Before { get; set; }

    /// <summary>Who asks.</summary>
    [Parameter]
    public string Actor { get; set; } = "";

    /// <summary>Whether the reader may make accounts.</summary>
    [Parameter]
    public bool MayHire { get; set; }

    /// <summary>What is to become the draft.</summary>
    [Parameter]
    public EventCallback<HallConfiguration> Taken { get; set; }

    [Inject]
    private UploadFolder Uploads { get; set; } = default!;

    [Inject]
    private AccountService Office { get; set; } = default!;

    private async Task ChooseAsync(InputFileChangeEventArgs chosen)
    {
        if (await Uploads.ReceiveAsync(chosen.File, BodyBounds.Spreadsheet) is { } bytes)
        {
            await TakeAsync(SheetFile.Read(bytes));
        }
        else
        {
            (_faults, _hired, _said) = ([], [], Words[Word.ConfigurationTooLarge, BodyBounds.Spreadsheet.Megabytes]);
        }
    }

    private Task PasteAsync() => TakeAsync(SheetFile.Text(_pasted));

    private async Task TakeAsync(SheetReading reading)
    {
        (_faults, _hired, _said) = ([], [], null);
        if (Before is not { } before)
        {
            _said = Words[Word.DraftMendFirst];
            return;
        }

        var outcome = CatalogueSheets.Read(reading, before);
        _faults = outcome.Faults;
        if (outcome.Configuration is not { } configuration)
        {
            return;
        }

        if (outcome.People.Count > 0 && MayHire)
        {
            _hired = await SheetHiring.HireAsync(Office, Actor, outcome.People, Entrance.SheetRoles.Of);
        }

        _said = Words[Word.SheetTaken, outcome.Services, outcome.Windows, _hired.Count(one => one.Password is not null)];
        _pasted = "";
        await Taken.InvokeAsync(configuration);
    }
}
