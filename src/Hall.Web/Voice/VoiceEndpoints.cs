using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Hub.Kiosks;
using Hall.Hub.Voice;
using Hall.Storage.Hosting;

namespace Hall.Web.Voice;

/// <summary>The voice in a hub.</summary>
public static class VoiceEndpoints
{
    /// <summary>Adds the voice and the loudspeakers; needs <see cref="HubOptions"/>.</summary>
    public static IServiceCollection AddHallVoice(this IServiceCollection services) => services
        .AddSingleton<LoudspeakerDirectory>()
        .AddSingleton(provider => new EspeakOptions(Path.Combine(provider.GetRequiredService<HubOptions>().DataFolder, "voice")))
        .AddSingleton<EspeakVoice>()
        .AddSingleton<SpeechPace>()
        .AddSingleton<SoundLines>()
        .AddHostedService<Announcer>()
        .AddHostedService<LoudspeakerWatch>()
        .AddHostedService<VoiceWatch>();

    /// <summary>Maps the sounds, and what pages say of themselves and of what they played.</summary>
    public static IEndpointRouteBuilder MapVoice(this IEndpointRouteBuilder routes)
    {
        var voice = routes.MapGroup("/{hall}/voice").ExcludeFromDescription();
        voice.MapGet("/{loudspeaker}/{sequence:long}.wav", ServeAsync);
        voice.MapPost("/pages/{page}", Confirm);
        voice.MapPost("/pages/{page}/sound", Report);
        routes.MapSpeech();
        return routes;
    }

    /// <summary>Where a page confirms that it is there.</summary>
    public static string AddressOf(HallId hall, VoicePlayer page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return $"/{hall}/voice/pages/{page.Id}";
    }

    // A sound may begin only under the lease that it is asked for with: a page that slept through its end stays silent.
    private static async Task<IResult> ServeAsync(
        string hall, string loudspeaker, long sequence, long? lease,
        IHallDirectory halls, LoudspeakerDirectory directory, EspeakVoice voice, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var engine = halls.Find(HallId.Of(hall));
        var found = directory.Find(engine, loudspeaker);
        var isHeld = false;
        var spoken = found?.Find(lease, sequence, out isHeld);
        if (found is not null && lease is not null && !isHeld)
        {
            return Ended();
        }

        if (spoken is null)
        {
            return Results.Problem("This announcement was replaced or has expired.", statusCode: StatusCodes.Status404NotFound);
        }

        if (lease is null)
        {
            return Ended();
        }

        var settings = engine!.Snapshot.Plan.Configuration.Voice;
        var clip = await voice.SynthesizeAsync(PhraseBook.Lines(settings, spoken), settings.Chime, http.RequestAborted);

        // Making a sound may take longer than the lease lasts.
        found!.Find(lease, sequence, out isHeld);
        return !isHeld ? Ended() : clip is null ? Results.NoContent() : Results.Bytes(clip.Wave, "audio/wav");
    }

    private static IResult Confirm(string page, long? lease, LoudspeakerDirectory directory, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return directory.Page(page) is not var (loudspeaker, player) ? Results.NotFound()
            : loudspeaker.Confirm(player, lease) ? Results.NoContent() : Ended();
    }

    private static IResult Report(string page, string answer, long? lease, long? sequence, LoudspeakerDirectory directory, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (directory.Page(page) is not var (loudspeaker, player))
        {
            return Results.NotFound();
        }

        if (AnswerOf(answer) is not { } said)
        {
            return Results.Problem("'answer' is one of played, spoken, blocked, silent.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (lease is null || sequence is null)
        {
            loudspeaker.Answer(player, said);
            return Results.NoContent();
        }

        return loudspeaker.Report(player, lease.Value, sequence.Value, said) ? Results.NoContent() : Ended();
    }

    private static SoundAnswer? AnswerOf(string answer) => answer switch
    {
        "played" or "spoken" => SoundAnswer.Played,
        "blocked" => SoundAnswer.Blocked,
        "silent" => SoundAnswer.Silent,
        _ => null,
    };

    private static IResult Ended() =>
        Results.Problem("The lease has ended: another place sounds, or may.", statusCode: StatusCodes.Status409Conflict);
}
