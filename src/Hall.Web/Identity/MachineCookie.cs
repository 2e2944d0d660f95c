using System.Buffers.Text;
using System.Security.Cryptography;
using Hall.Hub.Accounts;
using Hall.Hub.Network;
using Hall.Hub.Screens;
using Hall.Web.Http;
using Microsoft.AspNetCore.DataProtection;

namespace Hall.Web.Identity;

/// <summary>
/// Remembers in a browser who has signed in there by password, so that strangers who guess elsewhere do not shut these people out, and that
/// cards can be used at a window. It opens nothing. Sealed by the hub: <c>MACHINE ACCOUNT…</c>.
/// </summary>
public sealed class MachineCookie(IDataProtectionProvider protection, ScreenRegister screens)
{
    /// <summary>Name of the cookie.</summary>
    public const string Name = "hall-machine";

    private const int MostAccounts = 20;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);
    private readonly IDataProtector _seal = protection.CreateProtector("hall-machine");

    /// <summary>From where a request comes.</summary>
    public SignInPlace PlaceOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var from = SurfaceSettings.AddressOf(context);
        var isHub = Loopback.IsLocal(context);
        if (context.Request.Cookies[ScreenSession.SchemeName] is { Length: > 0 } secret && screens.FindBySecret(secret) is { } screen)
        {
            return new(from, $"screen {screen.Id}", new HashSet<string>(), true);
        }

        return Read(context) is [var machine, .. var known]
            ? new(from, $"machine {machine}", known.ToHashSet(), true)
            : new(from, null, new HashSet<string>(), isHub);
    }

    /// <summary>Notes that somebody signed in by password.</summary>
    public void Note(HttpContext context, string account)
    {
        ArgumentNullException.ThrowIfNull(context);
        string[] before = Read(context) is { Length: > 0 } read ? read : [Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12))];
        string[] accounts = [account, .. before.Skip(1).Where(other => other != account).Take(MostAccounts - 1)];
        context.Response.Cookies.Append(Name, _seal.Protect(string.Join(' ', [before[0], .. accounts])), new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = Kept, Path = "/",
        });
    }

    private string[] Read(HttpContext context)
    {
        if (context.Request.Cookies[Name] is not { Length: > 0 and < 4_000 } sealed_)
        {
            return [];
        }

        try
        {
            return _seal.Unprotect(sealed_).Split(' ');
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
