using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Hub.Setup;
using Hall.Hub.Sheets;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Ratings;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>The set-up by a spreadsheet: a template, and a form that takes a file or what was copied out of one.</summary>
public static class SetupSheetEndpoints
{
    private const int MostShown = 40;

    /// <summary>Maps them below the set-up's address.</summary>
    public static void MapSetupSheet(this RouteGroupBuilder setup)
    {
        setup.MapGet("/sheet", (HttpContext context) => EntranceForm.Page<SetupSheetPage>(EntranceForm.For(context)))
            .RequireAuthorization(Permission.ConfigurationPublish);
        setup.MapPost("/sheet", TakeAsync).RequireAuthorization(Permission.ConfigurationPublish);
        setup.MapGet("/template.xlsx", (IHallDirectory halls) => Results.File(
            SheetTemplate.Xlsx(halls.All.FirstOrDefault()?.Snapshot.Plan.Configuration), TableFile.XlsxType, "hall.xlsx"))
            .RequireAuthorization(Permission.ConfigurationEdit);
    }

    private static async Task<IResult> TakeAsync(HttpContext context, HallSetup founder, IHallDirectory halls)
    {
        var words = Words.For(SurfaceSettings.Of(context).Language);
        IResult Refused(Dictionary<string, string>? form, int status, params string[] faults) =>
            EntranceForm.Page<SetupSheetPage>(EntranceForm.For(context, form, faults), status);

        var megabytes = BodyBounds.Spreadsheet.Megabytes;
        Dictionary<string, string>? form;
        try
        {
            form = await EntranceForm.ReadAsync(context);
        }
        catch (Exception large) when (large is InvalidDataException or BadHttpRequestException)
        {
            return Refused(null, StatusCodes.Status413PayloadTooLarge, words[Word.ConfigurationTooLarge, megabytes]);
        }

        if (form is null)
        {
            return Refused(null, StatusCodes.Status400BadRequest, words[Word.EntranceStale]);
        }

        var draft = founder.Draft();
        if (halls.All.Count > 0 || draft.Next == SetupQuestion.Hall)
        {
            return SeeOther.To("/setup");
        }

        var empty = new SetupDraft { Hall = draft.Hall, Chinese = draft.Chinese, English = draft.English, TimeZone = draft.TimeZone }
            .ToConfiguration() with { Zones = [], Services = [], Counters = [] };
        var outcome = CatalogueSheets.Read(await ReadingAsync(context, form), empty);
        if (outcome.Configuration is not { } configuration)
        {
            return Refused(form, StatusCodes.Status400BadRequest,
                [.. outcome.Faults.Take(MostShown).Select(fault => SheetSentences.In(fault, words))]);
        }

        var faults = await founder.AnswerAsync(context.User.Staff()!, draft with
        {
            Kind = "empty", Sheet = HallConfigurationReader.Write(configuration), People = outcome.People,
        });
        return faults.Count == 0 ? SeeOther.To("/setup")
            : Refused(form, StatusCodes.Status400BadRequest, [.. faults.Select(fault => SetupEndpoints.Sentence(words, fault))]);
    }

    private static async Task<SheetReading> ReadingAsync(HttpContext context, Dictionary<string, string> form)
    {
        if ((await context.Request.ReadFormAsync(context.RequestAborted)).Files is not [{ Length: > 0 } file, ..])
        {
            return SheetFile.Text(form.GetValueOrDefault("pasted", ""));
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, context.RequestAborted);
        return SheetFile.Read(bytes.ToArray());
    }
}

/// <summary>Posts as tables call them.</summary>
public static class SheetRoles
{
    /// <summary>A post by its word in either language or its own name; null for one that nobody knows.</summary>
    public static string? Of(string called) => Role.All.FirstOrDefault(role =>
        string.Equals(role, called, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Words.For("zh-CN").Of(WordGroup.Role, role), called, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Words.For("en").Of(WordGroup.Role, role), called, StringComparison.OrdinalIgnoreCase));
}
