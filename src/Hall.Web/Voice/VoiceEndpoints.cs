using Hall.Core.Identifiers;
using Hall.Web.Hub;

namespace Hall.Web.Voice;

/// <summary>The voice in a hub.</summary>
public static class VoiceEndpoints
{
    /// <summary>Adds the voice and the loudspeakers; needs <see cref="HubOptions"/>.</summary>
    public static IServiceCollection AddHallVoice(this IServiceCollection services) => services
        .AddSingleton<LoudspeakerDirectory>()
        .AddSingleton(provider => new EspeakOptions(Path.Combine(provider.GetRequiredService<HubOptions>().DataFolder, "voice")))
        .AddSingleton<EspeakVoice>()
        .AddHostedService<SoundLines>()
        .AddHostedService<VoiceWatch>();

    /// <summary>Serves the announcement that sounds as WAV: 204 without a voice, 404 when it was replaced or has expired.</summary>
    public static IEndpointRouteBuilder MapVoice(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{hall}/voice/{loudspeaker}/{sequence:long}.wav", ServeAsync);
        return routes;
    }

    private static async Task<IResult> ServeAsync(
        string hall, string loudspeaker, long sequence, LoudspeakerDirectory directory, EspeakVoice voice, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var id = HallId.Of(hall);
        if (directory.Find(id, loudspeaker)?.Current(sequence) is not { } spoken)
        {
            return Results.Problem("This announcement was replaced or has expired.", statusCode: StatusCodes.Status404NotFound);
        }

        var settings = directory.VoiceOf(id);
        var clip = await voice.SynthesizeAsync(PhraseBook.Lines(settings, spoken), settings.Chime, http.RequestAborted);
        return clip is null ? Results.NoContent() : Results.Bytes(clip.Wave, "audio/wav");
    }
}
