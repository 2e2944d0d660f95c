using System.Globalization;
using Hall.Hub.Identity;
using Hall.Web.Http;
using Hall.Web.Wording;

namespace Hall.Web.Composition;

/// <summary>
/// The document around every interactive surface. It has two heads: screens for citizens load no component library and no sheet of staff.
/// </summary>
public sealed partial class App
{
    // Sheets of staff. What is large stays out of hall.styles.css, which a citizen's telephone loads, too.
    private static readonly string[] StaffSheets =
    [
        "assets/staff.css", "assets/staff-fields.css", "assets/counter.css", "assets/draft.css", "assets/cases.css", "assets/devices.css",
        "assets/dispatch.css",
    ];

    private static readonly string[] ScreenScripts = ["assets/fit.js"];
    private static readonly string[] KioskScripts = ["assets/fit.js", "assets/kiosk-speech.js"];
    private static readonly string[] BoardScripts = ["assets/hall-voice.js", "assets/fit.js"];
    private SurfaceSettings _settings = new();
    private Words _words = Words.For(Words.Chinese);
    private bool _isPublic;
    private string[] _scripts = [];
    private string? _nonce;
    private string? _idleMinutes;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var context = Http.HttpContext ?? throw new InvalidOperationException("The document is written in answer to a request only.");
        _settings = SurfaceSettings.Of(context);
        _words = Words.For(_settings.Language);
        var surface = HelpPages.PublicSurfaceOf(context.Request.Path);
        _isPublic = surface is not null;
        _scripts = surface switch
        {
            null => [],
            "board" => BoardScripts,
            "kiosk" => KioskScripts,
            _ => ScreenScripts,
        };
        _nonce = context.Items["csp-nonce"] as string;
        if (context.User.HasClaim(claim => claim.Type == StaffSession.SessionClaim)
            && context.RequestServices.GetRequiredService<SessionIdle>().Limit is { } limit)
        {
            _idleMinutes = limit.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        }
    }
}
