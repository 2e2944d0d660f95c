using System.Text.Encodings.Web;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Hub.Accounts;
using Hall.Hub.Counters;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Identity;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Security;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Surfaces.Teller;

/// <summary>
/// The small window of a counter, 320 by 200, that stays beside another program: a plain page with a stream of its own and no circuit. It
/// takes no seat; it acts for the teller who has the counter, in the same session, and for nobody else.
/// </summary>
public static class SmallEndpoints
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    /// <summary>Maps the page, its stream and its acts, and the sheet of what is missing.</summary>
    public static IEndpointRouteBuilder MapSmallWindows(this IEndpointRouteBuilder routes)
    {
        var counter = routes.MapGroup("/{hall}/counter/{counter}").ExcludeFromDescription().RequireAuthorization(Permission.CounterServe);
        counter.MapGet("/small", Show).WithMetadata(FramedBySelf.Mark);
        counter.MapGet("/small/stream", StreamAsync).WithMetadata(LastingAnswer.Mark);
        counter.MapPost("/small/{act}", ActAsync).DisableAntiforgery();
        counter.MapGet("/told-once", Told);
        return routes;
    }

    private static RazorComponentResult<SmallPage> Show(string hall, string counter, HttpContext context, IHallDirectory halls)
    {
        var settings = SurfaceSettings.Of(context);
        var found = halls.Find(new HallId(hall))?.Snapshot.Counter(new(counter)) is not null;
        return new(new Dictionary<string, object?>
        {
            [nameof(SmallPage.Words)] = Words.For(settings.Language),
            [nameof(SmallPage.Theme)] = settings.Theme,
            [nameof(SmallPage.Counter)] = found ? counter : null,
            [nameof(SmallPage.Nonce)] = context.Items["csp-nonce"] as string,
        }) { StatusCode = found ? StatusCodes.Status200OK : StatusCodes.Status404NotFound };
    }

    private static RazorComponentResult<ToldOncePage> Told(string hall, string counter, HttpContext context, IHallDirectory halls)
    {
        var settings = SurfaceSettings.Of(context);
        var snapshot = halls.Find(new HallId(hall))?.Snapshot;
        var ticket = snapshot?.Counter(new(counter))?.Current;
        return new(new Dictionary<string, object?>
        {
            [nameof(ToldOncePage.Words)] = Words.For(ticket?.Language ?? settings.Language),
            [nameof(ToldOncePage.Snapshot)] = snapshot,
            [nameof(ToldOncePage.Ticket)] = ticket,
            [nameof(ToldOncePage.Nonce)] = context.Items["csp-nonce"] as string,
        }) { StatusCode = ticket is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK };
    }

    private static async Task StreamAsync(string hall, string counter, HttpContext context, IHallDirectory halls, TimeProvider time)
    {
        if (halls.Find(new HallId(hall)) is not { } engine || engine.Snapshot.Counter(new(counter)) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var words = Words.For(SurfaceSettings.Of(context).Language);
        await SseResponse.WriteAsync(context, async stream =>
        {
            var (shown, last) = (-1L, 0L);
            while (!stream.Ended.IsCancellationRequested && MayStill(context))
            {
                var version = engine.Snapshot.Version;
                if (version != shown || time.GetElapsedTime(last) >= Heartbeat)
                {
                    (shown, last) = (version, time.GetTimestamp());
                    stream.Event(JsonSerializer.Serialize(await ViewAsync(engine, new(counter), context, words), Json), id: version);
                }

                await stream.FlushAsync();
                await Task.Delay(LookEvery, time, stream.Ended);
            }
        });
    }

    private static async Task<IResult> ActAsync(
        string hall, string counter, string act, bool? sure, HttpContext context, IHallDirectory halls)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (halls.Find(new HallId(hall)) is not { } engine || engine.Snapshot.Counter(new(counter)) is null
            || !Enum.TryParse<CounterAction>(act, out var action) || !Enum.IsDefined(action) || char.IsDigit(act[0]))
        {
            return Results.NotFound();
        }

        var words = Words.For(SurfaceSettings.Of(context).Language);
        var console = ConsoleOf(engine, new(counter), context);
        try
        {
            await console.RefreshAsync(context.RequestAborted);
        }
        catch (JournalUnavailableException)
        {
            return Results.Json(Nothing(words[Word.RejectionJournalUnavailable]), Json);
        }

        if (action == CounterAction.NoShow && console.Can(action) && console.IsTooSoonForNoShow && sure != true)
        {
            var asked = await ViewAsync(engine, new(counter), context, words);
            return Results.Json(asked with { Sure = act, Notice = words[Word.CounterSmallSure] }, Json);
        }

        var done = action == CounterAction.Pause && console.Can(action)
            ? await console.SendAsync(new PauseCounter(new(counter), words.Of(WordGroup.CounterPause, 1), CounterPause.ShortMinutes))
            : await console.DoAsync(action);
        var notice = console.Asked is not null ? words[Word.CounterSmallAsks]
            : console.Notice?.In(words) ?? (done ? "" : words[Word.CounterSmallNothing]);
        return Results.Json(await ViewAsync(engine, new(counter), context, words) with { Notice = notice }, Json);
    }

    private static async Task<SmallView> ViewAsync(IHall hall, CounterId counter, HttpContext context, Words words)
    {
        var console = ConsoleOf(hall, counter, context);
        try
        {
            var snapshot = await console.RefreshAsync(context.RequestAborted);
            await console.LookAsync(CounterConsole.QueueShown);
            if (snapshot.Counter(counter) is not { } view)
            {
                return Nothing(words[Word.CounterSmallGone]);
            }

            var links = context.RequestServices.GetService<DeviceLinks>();
            var shown = SmallView.Of(snapshot, view, console, words)
                with { Devices = links is null ? [] : WindowDevice.Of(links, snapshot, counter, words) };
            return IsTheirs(hall, counter, context) ? shown
                : shown with { Primary = null, Acts = [], Notice = words[Word.CounterSmallNotYours] };
        }
        catch (JournalUnavailableException)
        {
            return Nothing(words[Word.RejectionJournalUnavailable]);
        }
    }

    private static SmallView Nothing(string why) => new() { Title = why, State = "", Kind = "closed", Waiting = 0, Since = 0, Now = 0,
        Notice = why };

    private static CounterConsole ConsoleOf(IHall hall, CounterId counter, HttpContext context) =>
        new(hall, counter, context.RequestServices.GetRequiredService<TimeProvider>())
        {
            MayAct = () => MayStill(context) && IsTheirs(hall, counter, context),
            Sitting = () => context.User.Staff() is { } staff && !IsDemonstrator(context) ? new StaffNumber(staff) : null,
        };

    private static bool IsDemonstrator(HttpContext context) =>
        context.User.Identities.Any(identity => identity.AuthenticationType == Demonstrator.Scheme);

    // Who signed out, was dismissed or lost the role meanwhile sees nothing more.
    private static bool MayStill(HttpContext context) => IsDemonstrator(context)
        || (context.RequestServices.GetRequiredService<PeopleRegister>().Of(context.User) is { } person
            && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe)));

    // The seat says whose the window is; where no console is open the hall does.
    private static bool IsTheirs(IHall hall, CounterId counter, HttpContext context)
    {
        if (IsDemonstrator(context))
        {
            return true;
        }

        var staff = context.User.Staff();
        var seat = context.RequestServices.GetRequiredService<CounterSeats>().All
            .FirstOrDefault(seat => seat.Hall == hall.Id && seat.Counter == counter);
        return staff is not null && (seat?.Staff ?? hall.Snapshot.Counter(counter)?.Counter.Teller?.Value) == staff
            && hall.Snapshot.Counter(counter)?.Counter.Teller is var teller && (teller is null || teller.Value.Value == staff);
    }
}
