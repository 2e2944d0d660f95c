using Hall.Web.Wording;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hall.Web.Http;

/// <summary>What every plain page at the hall's entrance shows, and what its form sends back.</summary>
/// <param name="Words">The words.</param>
/// <param name="Theme">Asked for in the address; null follows the browser.</param>
/// <param name="TokenName">Name of the field against forged forms.</param>
/// <param name="Token">Its value.</param>
/// <param name="ReturnUrl">Where to go afterwards: always an address of this hub.</param>
/// <param name="LanguageLink">The same page in the other language.</param>
public sealed record EntranceForm(Words Words, string? Theme, string TokenName, string Token, string ReturnUrl, string LanguageLink)
{
    /// <summary>How the reader wants pages to look.</summary>
    public Look Look { get; init; } = new();

    /// <summary>The page's own address with its query.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Lets the page's own script run; null where the policy names none.</summary>
    public string? Nonce { get; init; }

    /// <summary>Sentences that say what was refused.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>What was typed before, to be shown again; never a secret.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>The other language.</summary>
    public string OtherLanguage => Words.Language == Words.English ? Words.Chinese : Words.English;

    /// <summary>Makes the form for a request.</summary>
    public static EntranceForm For(HttpContext context, IReadOnlyDictionary<string, string>? typed = null,
        params IReadOnlyList<string> faults)
    {
        var settings = SurfaceSettings.Of(context);
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        context.Response.Headers.CacheControl = "no-store";
        var back = LocalOnly(typed?.GetValueOrDefault("returnUrl") ?? context.Request.Query["returnUrl"].ToString());
        var other = settings.Language == Words.English ? Words.Chinese : Words.English;
        return new(Words.For(settings.Language), settings.Theme, tokens.FormFieldName, tokens.RequestToken ?? "", back,
            $"{context.Request.Path}?lang={other}&returnUrl={Uri.EscapeDataString(back)}")
        {
            Look = settings.Look ?? new(),
            Nonce = context.Items["csp-nonce"] as string,
            Path = context.Request.Path + (HttpMethods.IsGet(context.Request.Method) ? context.Request.QueryString.ToString() : ""),
            Faults = faults,
            Typed = typed ?? new Dictionary<string, string>(),
        };
    }

    /// <summary>What was typed before in a field; empty when nothing.</summary>
    public string Value(string field) => Typed.GetValueOrDefault(field, "");

    /// <summary>Reads a posted form; null when it is none, or was not made by this hub for this session.</summary>
    public static async Task<Dictionary<string, string>?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType
            || !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            return null;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form.Where(field => field.Key.Length < 40).ToDictionary(field => field.Key, field => field.Value.ToString());
    }

    /// <summary>A page of the entrance.</summary>
    public static RazorComponentResult<TPage> Page<TPage>(EntranceForm form, int status = StatusCodes.Status200OK,
        params (string Name, object? Value)[] more)
        where TPage : IComponent =>
        new(more.Append(("Form", form)).ToDictionary(pair => pair.Item1, pair => pair.Item2)) { StatusCode = status };

    /// <summary>An address of this hub, or its first page: a link from elsewhere must not lead away after the sign-in.</summary>
    public static string LocalOnly(string? address) => LocalAddress.Of(address);
}
