using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Screens;
using Hall.Hub.Voice;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Board;

/// <summary>
/// The board for old TV browsers: one plain page and one event stream, no circuit. The stream repeats the whole picture at
/// least every two seconds, so a screen that hears nothing for five knows that it is stale. What the page is to sound comes between, as
/// events of the name <c>voice</c>.
/// </summary>
public static class BoardStream
{
    private static readonly TimeSpan PaintInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private const int MostTold = 16;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    /// <summary>Maps the page and its stream.</summary>
    public static IEndpointRouteBuilder MapPlainBoards(this IEndpointRouteBuilder routes)
    {
        var board = routes.MapGroup("/{hall}/board/{board}").ExcludeFromDescription().RequireAuthorization(ScreenRequirement.Policy);
        board.MapGet("/plain", Page);
        board.MapGet("/picture", Picture);
        board.MapGet("/stream", StreamAsync).WithMetadata(LastingAnswer.Mark);
        return routes;
    }

    private static IResult Page(string hall, string board, HttpContext context, IHallDirectory halls)
    {
        var words = Words.For(SurfaceSettings.Of(context).Language);
        if (halls.Find(new HallId(hall)) is not { } found || BoardPicture.Find(found.Snapshot.Plan, board) is null)
        {
            return Results.Content(PlainBoardPage.Absent(words), "text/html; charset=utf-8", Encoding.UTF8, StatusCodes.Status404NotFound);
        }

        return Results.Content(PlainBoardPage.Of(words, context.Items["csp-nonce"] as string), "text/html; charset=utf-8");
    }

    private static IResult Picture(string hall, string board, HttpContext context, IHallDirectory halls)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Draw(halls.Find(new HallId(hall)), board, SurfaceSettings.Of(context)) is { } picture
            ? Results.Content(picture, "application/json; charset=utf-8")
            : Results.NotFound();
    }

    private static async Task StreamAsync(
        string hall, string board, HttpContext context, IHallDirectory halls, LoudspeakerDirectory loudspeakers, ScreenRegister screens,
        TimeProvider time, ScreenLine line)
    {
        var settings = SurfaceSettings.Of(context);
        var engine = halls.Find(new HallId(hall));
        if (engine is null || Draw(engine, board, settings) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!await line.OpenAsync(context, settings))
        {
            return;
        }

        // A screen that falls behind by so much has other sounds to make than these.
        var told = Channel.CreateBounded<string>(new BoundedChannelOptions(MostTold) { FullMode = BoundedChannelFullMode.DropOldest });
        void Tell(object message) => told.Writer.TryWrite(JsonSerializer.Serialize(message, Json));
        await SseResponse.WriteAsync(context, async stream =>
        {
            var isOwn = ScreenSession.IsOf(screens, context.User, $"/{hall}/board/{board}");
            using var voice = new BoardVoice(
                engine, board, isOwn, loudspeakers,
                address => Tell(new { join = address }), sound => Tell(new { speak = sound }), view => Tell(new { view }));
            await WriteAsync(stream, engine, board, settings, time, line, voice, told.Reader);
        });
    }

    private static async Task WriteAsync(
        SseResponse stream, IHall engine, string board, SurfaceSettings settings, TimeProvider time, ScreenLine line, BoardVoice voice,
        ChannelReader<string> told)
    {
        var shown = -1L;
        var last = 0L;
        Task<bool>? something = null;
        while (!stream.Ended.IsCancellationRequested)
        {
            voice.Follow(isUp: true);
            while (told.TryRead(out var message))
            {
                stream.Event(message, "voice");
            }

            // Polled, not subscribed: only the latest state counts here, and a slow screen can then never fall behind.
            var version = engine.Snapshot.Version;
            if (version != shown || time.GetElapsedTime(last) >= Heartbeat)
            {
                if (!line.Hear(engine.Snapshot.RecentCalls is [var call, ..] ? $"{call.Number} → {call.Counter}" : ""))
                {
                    return;
                }

                shown = version;
                last = time.GetTimestamp();
                stream.Event(Draw(engine, board, settings) ?? "", id: version);
            }

            await stream.FlushAsync();
            something = something is { IsCompleted: false } ? something : told.WaitToReadAsync(stream.Ended).AsTask();
            await Task.WhenAny(something, Task.Delay(PaintInterval, time, stream.Ended));
        }
    }

    private static string? Draw(IHall? engine, string board, SurfaceSettings settings) =>
        engine is not null && BoardPicture.Find(engine.Snapshot.Plan, board) is { } definition
            ? JsonSerializer.Serialize(BoardPicture.Of(engine.Snapshot, definition, engine.Now, Words.For(settings.Language)), Json)
            : null;
}
