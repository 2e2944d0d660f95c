using Hall.Hub.Keys;
using System.Globalization;
using System.Threading.RateLimiting;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Network;
using Hall.Hub.Tokens;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Entrance;
using Hall.Web.Surfaces.Phone;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Composition;

/// <summary>
/// How often public addresses and screens may ask. A citizen's page counts by its token, because a hall's guests share one
/// address; guesses at tokens, keys and passwords count by machine; <c>integration</c> and <c>manager</c> keys have no limit.
/// </summary>
public static class RateLimits
{
    private const int PerToken = 120;
    private const int StreamsPerToken = 8;
    private const int GuessesPerAddress = 60;
    private const int PerDevice = 600;

    // One attempt a second comes back; who is sent off should find room for several.
    private const int RestSeconds = 30;
    private static readonly PathString[] Entrances = ["/sign-in", "/password", "/pin", "/setup", "/screen"];
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Adds the limits.</summary>
    public static IServiceCollection AddHallRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf), PartitionedRateLimiter.Create<HttpContext, string>(StreamOf));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
            var seconds = (int)Math.Max(1, Math.Ceiling(wait.TotalSeconds));
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await TellAsync(rejected.HttpContext, seconds);
        };
    });

    // Whoever looks at a page reads a page; programs get the code.
    private static Task TellAsync(HttpContext context, int seconds)
    {
        var path = context.Request.Path;
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            return Problems.WriteAsync(context, ApiCode.TooManyRequests);
        }

        if (path.StartsWithSegments("/t") || path.StartsWithSegments("/c"))
        {
            return PhoneEndpoints.WriteBusyAsync(context);
        }

        if (Entrances.Any(entrance => path.StartsWithSegments(entrance)))
        {
            return BusyAtTheEntrance(context, seconds).ExecuteAsync(context);
        }

        return Problems.WriteAsync(context, ApiCode.TooManyRequests);
    }

    private static RazorComponentResult<BusyPage> BusyAtTheEntrance(HttpContext context, int seconds) =>
        EntranceForm.Page<BusyPage>(EntranceForm.For(context), StatusCodes.Status429TooManyRequests,
            ("Seconds", Math.Max(seconds, RestSeconds)));

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/t", out var rest) && rest.Value is { Length: > 1 } value)
        {
            var token = value[1..].Split('/')[0];
            return TicketOf(context, token) is { } ticket
                ? Limited($"token {ticket}", PerToken)
                : Limited($"guess {MachineOf(context)}", GuessesPerAddress);
        }

        // A hall's Wi-Fi is one address: whoever has the secret of a complaint is counted by it, and who guesses by address.
        if (path.StartsWithSegments("/c", out var complaint))
        {
            return complaint.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var hall, var number, var proof]
                ? OfComplaint(context, new(hall), number, proof)
                : Limited($"guess {MachineOf(context)}", GuessesPerAddress);
        }

        // Guesses at passwords, PINs and one-time links; an account locks by itself, and this stops one address from trying them all.
        // A form of a sign-in costs nothing until its words are compared, and SignInGuard counts those that are.
        if (HttpMethods.IsPost(context.Request.Method) && path.StartsWithSegments("/sign-in"))
        {
            return Limited($"sign-in {MachineOf(context)}", PerDevice);
        }

        if (HttpMethods.IsPost(context.Request.Method) && Entrances.Any(entrance => path.StartsWithSegments(entrance)))
        {
            return Limited($"entrance {MachineOf(context)}", GuessesPerAddress);
        }

        return path.StartsWithSegments("/api") || path.StartsWithSegments("/hubs") ? OfKey(context) : RateLimitPartition.GetNoLimiter("");
    }

    // The code on a kiosk is one for everybody who stands before it: each phone is counted for itself, or one would keep all others out.
    private static RateLimitPartition<string> OfComplaint(HttpContext context, HallId hall, string number, string proof)
    {
        var links = context.RequestServices.GetRequiredService<ComplaintLinks>();
        return links.IsProof(hall, number, proof) ? Limited($"complaint {hall} {number}", PerToken)
            : context.RequestServices.GetRequiredService<IHallDirectory>().Find(hall) is { } found
                && links.KioskOf(hall, number, proof, found.Snapshot.Plan.DayOf(found.Now)) is { } kiosk
                ? Limited($"kiosk {hall} {kiosk} {AddressOf(context)}", PerToken)
            : Limited($"guess {MachineOf(context)}", GuessesPerAddress);
    }

    // By what a token means and never by how it is written: a token has several spellings, an address has more.
    private static string? TicketOf(HttpContext context, string token) =>
        context.RequestServices.GetRequiredService<TicketTokens>().TryRead(token, out var hall, out var ticket) ? $"{hall} {ticket}" : null;

    // A stream lives for as long as somebody looks; one code photographed by many must not hold the hub's connections.
    private static RateLimitPartition<string> StreamOf(HttpContext context)
    {
        return context.GetEndpoint()?.Metadata.GetMetadata<LastingAnswer>() is not null
            && context.GetRouteValue("token") is string token && TicketOf(context, token) is { } ticket
            ? RateLimitPartition.GetConcurrencyLimiter($"stream {ticket}", _ => new() { PermitLimit = StreamsPerToken, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> OfKey(HttpContext context) => RequestKey.Of(context) switch
    {
        { Role: KeyRole.Integration or KeyRole.Manager } => RateLimitPartition.GetNoLimiter(""),
        { } key => Limited($"key {key.Name}", PerDevice),
        null => Limited($"guess {MachineOf(context)}", GuessesPerAddress),
    };

    private static RateLimitPartition<string> Limited(string name, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    });

    // Guesses are counted by machine: one that has IPv6 may use a whole network's addresses.
    private static string MachineOf(HttpContext context) => Nearness.MachineOf(SurfaceSettings.AddressOf(context));

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";
}
