using System.Globalization;
using Hall.Hub.Identity;
using Hall.Web.Http;
using Hall.Web.Wording;

namespace Hall.Web.Composition;

/// <summary>The document around every interactive surface.</summary>
public sealed partial class App
{
    private SurfaceSettings _settings = new();
    private Words _words = Words.For(Words.Chinese);
    private string? _nonce;
    private string? _idleMinutes;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var context = Http.HttpContext ?? throw new InvalidOperationException("The document is written in answer to a request only.");
        _settings = SurfaceSettings.Of(context);
        _words = Words.For(_settings.Language);
        _nonce = context.Items["csp-nonce"] as string;
        if (context.User.HasClaim(claim => claim.Type == StaffSession.SessionClaim) && context.RequestServices.GetRequiredService<SessionIdle>().Limit is { } limit)
        {
            _idleMinutes = limit.TotalMinutes.ToString(CultureInfo.InvariantCulture);
        }
    }
}
