using Hall.Core.Commands;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Surfaces.Phone;
using Microsoft.AspNetCore.Http.Features;

namespace Hall.Web.Composition;

/// <summary>
/// Reads every body whole before anything else sees it, and no further than its bound, whether or not its length was told: what is too large,
/// cut off or no form after all is answered here, and whoever handles a request can neither run into it nor leave any of it on the disk.
/// </summary>
public static class BodyGuard
{
    // Whoever sends more than is taken is heard out so far, so that the answer reaches them; the server reads on by itself and keeps nothing.
    private const long HeardOut = 16 * 1024 * 1024;
    private const int Piece = 16 * 1024;

    /// <summary>Puts the guard in place; call it before anything reads a body.</summary>
    public static IApplicationBuilder UseBodyGuard(this IApplicationBuilder app) => app.Use(GuardAsync);

    /// <summary>The most that the server itself reads of a body, bytes; where more is taken the guard says so for that request.</summary>
    public static long ServerBound => BodyBounds.Usual + HeardOut;

    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (!HasBody(context))
        {
            await next(context);
            return;
        }

        var bound = BodyBounds.Of(context.Request.Path);
        if (bound > BodyBounds.Usual && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = bound + HeardOut;
        }

        try
        {
            await using var body = context.Request.ContentLength > bound ? null : await ReceivedAsync(context, bound);
            if (body is null)
            {
                await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge);
                return;
            }

            context.Request.Body = body;
            if (await IsReadableAsync(context))
            {
                await next(context);
            }
            else
            {
                await RefuseAsync(context, StatusCodes.Status400BadRequest);
            }
        }
        catch (UnreadBodyException unread)
        {
            await RefuseAsync(context, unread.Status);
        }
    }

    private static bool HasBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != false
        && context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
        && context.Features.Get<IHttpExtendedConnectFeature>() is not { IsExtendedConnect: true };

    /// <summary>The body, whole; null when it is larger than its bound.</summary>
    private static async Task<Stream?> ReceivedAsync(HttpContext context, long bound)
    {
        var cancel = context.RequestAborted;
        try
        {
            if (bound > BodyBounds.Usual)
            {
                return await context.RequestServices.GetRequiredService<UploadFolder>().ReceiveAsync(context.Request.Body, bound, cancel);
            }

            var whole = new MemoryStream((int)(context.Request.ContentLength ?? 0));
            var piece = new byte[Math.Min(Piece, context.Request.ContentLength is { } length ? (int)length + 1 : Piece)];
            for (var read = await context.Request.Body.ReadAsync(piece, cancel); read > 0; read = await context.Request.Body.ReadAsync(piece, cancel))
            {
                if (whole.Length + read > bound)
                {
                    return null;
                }

                whole.Write(piece, 0, read);
            }

            whole.Position = 0;
            return whole;
        }
        catch (UploadRefusedException refused) when (refused.IsTooLarge)
        {
            return null;
        }
        catch (UploadRefusedException)
        {
            throw new UnreadBodyException(StatusCodes.Status429TooManyRequests);
        }
        catch (BadHttpRequestException broken)
        {
            throw new UnreadBodyException(broken.StatusCode);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException && cancel.IsCancellationRequested)
        {
            throw new UnreadBodyException(StatusCodes.Status400BadRequest);
        }
    }

    // A form is read here once for all; the API has no forms, and says so itself.
    private static async Task<bool> IsReadableAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.Path.StartsWithSegments("/api"))
        {
            return true;
        }

        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return true;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or ArgumentException or FormatException or NotSupportedException)
        {
            // The body lies in memory or in a file of the hub's, so that whatever stops the reading stands in the body.
            return false;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !context.Request.Path.StartsWithSegments("/api")
            ? PhoneEndpoints.Absent(context, status, status switch
            {
                StatusCodes.Status413PayloadTooLarge => "tooLarge",
                StatusCodes.Status429TooManyRequests => "busy",
                _ => "fault",
            }).ExecuteAsync(context)
            : Problems.WriteAsync(context, status switch
            {
                StatusCodes.Status413PayloadTooLarge => ApiCode.TooLarge,
                StatusCodes.Status429TooManyRequests => ApiCode.TooManyRequests,
                _ => RejectionCode.Malformed,
            });

    private sealed class UnreadBodyException(int status) : Exception
    {
        public int Status => status;
    }
}
