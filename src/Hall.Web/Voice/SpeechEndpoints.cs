using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Kiosks;
using Hall.Hub.Voice;
using Hall.Web.Identity;
using Hall.Web.Wording;

namespace Hall.Web.Voice;

/// <summary>What a kiosk reads aloud to somebody who cannot see, for screens of the hall only.</summary>
public static class SpeechEndpoints
{
    /// <summary>Maps the sounds.</summary>
    public static void MapSpeech(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/{hall}/kiosk/{id}/speech/{language}/{kind}/{key}", ServeAsync).ExcludeFromDescription()
            .RequireAuthorization(ScreenRequirement.Policy);

    private static async Task<IResult> ServeAsync(
        string hall, string id, string language, string kind, string key, IHallDirectory halls, EspeakVoice voice, SpeechPace pace,
        HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (halls.Find(HallId.Of(hall)) is not { } found
            || !found.Snapshot.Plan.Configuration.Kiosks.Any(kiosk => kiosk.Kiosk.Value == id)
            || await SpokenTexts.OfAsync(found, kind, key, Words.For(Words.Known(language))) is not { Length: > 0 } text)
        {
            return Results.Problem("Nothing of that name is read aloud.", statusCode: StatusCodes.Status404NotFound);
        }

        var lines = PhraseBook.Sentence(Words.Known(language), text);
        if (!voice.IsKept(lines) && !pace.TryMake(found.Id, id))
        {
            http.Response.Headers.RetryAfter = "1";
            return Results.Problem(
                $"A kiosk may have {SpeechPace.MostASecond} texts a second made into speech. Ask again in a second.",
                statusCode: StatusCodes.Status429TooManyRequests);
        }

        var clip = await voice.SynthesizeAsync(lines, chime: false, http.RequestAborted);
        if (clip is null)
        {
            return Results.Problem("The hub cannot speak; its page of devices says why.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        if (kind is not ("wait" or "ticket"))
        {
            http.Response.Headers.CacheControl = "private, max-age=600";
        }

        return Results.Bytes(clip.Wave, "audio/wav");
    }
}
