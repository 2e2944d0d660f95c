using Hall.Core.Commands;

namespace Hall.Web.Http;

/// <summary>The stable codes that only the HTTP surface gives, beside those of <see cref="RejectionCode"/>, and the status of each.</summary>
public static class ApiCode
{
    /// <summary>No key, or one that is not valid.</summary>
    public const string NoKey = "no-key";

    /// <summary>The key's role may not do this.</summary>
    public const string WrongRole = "wrong-role";

    /// <summary>The body is over 64 KiB.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The body is not declared as JSON.</summary>
    public const string NotJson = "not-json";

    /// <summary>The idempotency key was used with another body.</summary>
    public const string IdempotencyConflict = "idempotency-conflict";

    /// <summary>Too many requests; <c>Retry-After</c> says when to come back.</summary>
    public const string TooManyRequests = "too-many-requests";

    /// <summary>The token is forged or mistyped.</summary>
    public const string TokenInvalid = "token-invalid";

    /// <summary>The token's time is over.</summary>
    public const string TokenExpired = "token-expired";

    /// <summary>The hall has no such kiosk.</summary>
    public const string UnknownKiosk = "unknown-kiosk";

    /// <summary>No such address.</summary>
    public const string UnknownAddress = "unknown-address";

    /// <summary>Nobody is signed in, and no screen is enrolled.</summary>
    public const string NotSignedIn = "not-signed-in";

    /// <summary>Whoever is signed in may not do this.</summary>
    public const string NotPermitted = "not-permitted";

    /// <summary>A page of another origin sent it.</summary>
    public const string OtherOrigin = "other-origin";

    /// <summary>The hub has a certificate, and another machine asked without HTTPS.</summary>
    public const string HttpsRequired = "https-required";

    /// <summary>A fault of the hub.</summary>
    public const string Internal = "internal";

    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        [RejectionCode.Malformed] = StatusCodes.Status400BadRequest,
        [RejectionCode.UnknownReason] = StatusCodes.Status400BadRequest,
        [RejectionCode.ReasonOfOtherLevel] = StatusCodes.Status400BadRequest,
        [RejectionCode.ReasonNeeded] = StatusCodes.Status400BadRequest,
        [RejectionCode.JournalUnavailable] = StatusCodes.Status503ServiceUnavailable,
        [NoKey] = StatusCodes.Status401Unauthorized,
        [WrongRole] = StatusCodes.Status403Forbidden,
        [TooLarge] = StatusCodes.Status413PayloadTooLarge,
        [NotJson] = StatusCodes.Status415UnsupportedMediaType,
        [IdempotencyConflict] = StatusCodes.Status422UnprocessableEntity,
        [TooManyRequests] = StatusCodes.Status429TooManyRequests,
        [TokenInvalid] = StatusCodes.Status403Forbidden,
        [TokenExpired] = StatusCodes.Status409Conflict,
        [NotSignedIn] = StatusCodes.Status401Unauthorized,
        [NotPermitted] = StatusCodes.Status403Forbidden,
        [OtherOrigin] = StatusCodes.Status403Forbidden,
        [HttpsRequired] = StatusCodes.Status403Forbidden,
        [Internal] = StatusCodes.Status500InternalServerError,
    };

    /// <summary>The HTTP status of a code: 404 for what is unknown, 409 for what a rule forbids, unless the table says otherwise.</summary>
    public static int StatusOf(string code) => Statuses.TryGetValue(code, out var status) ? status
        : code.StartsWith("unknown-", StringComparison.Ordinal) ? StatusCodes.Status404NotFound
        : StatusCodes.Status409Conflict;
}
