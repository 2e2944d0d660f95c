using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.People;
using Hall.Web.Http;

namespace Hall.Web.Identity;

/// <summary>
/// A long answer to a screen that has no circuit. It ends when whoever it was opened for may no longer see it, within seconds,
/// because nobody asks again while an answer lasts.
/// </summary>
public sealed class ScreenLine(ScreenRegister screens, PeopleRegister people, ScreenPresence presence, ScreenService office) : IDisposable
{
    private readonly object _page = new();
    private HttpContext? _context;
    private SurfaceSettings _settings = new();
    private Screen? _screen;
    private bool _isVisitor;

    /// <summary>Begins; false when the same screen is alive elsewhere, and the answer was given.</summary>
    public async Task<bool> OpenAsync(HttpContext context, SurfaceSettings settings)
    {
        (_context, _settings) = (context, settings);
        _isVisitor = context.User.Identities.Any(identity => identity.AuthenticationType == Demonstrator.Scheme);
        _screen = context.User.Staff() is null ? ScreenSession.Of(screens, context.User) : null;
        if (_screen is null || presence.Hear(_screen.Id, _page, settings.From, settings.Browser, presence.Of(_screen.Id)?.Shows ?? ""))
        {
            return true;
        }

        context.Response.StatusCode = StatusCodes.Status409Conflict;
        await office.ReportTwiceAsync(_screen, settings.From);
        return false;
    }

    /// <summary>Says that the screen is there; false when the answer has to end.</summary>
    public bool Hear(string shows) => _screen is not null
        ? screens.Find(_screen.Id)?.Path == _screen.Path && presence.Hear(_screen.Id, _page, _settings.From, _settings.Browser, shows)
        : _isVisitor || people.Of(_context!.User)?.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.SurfaceShow)) == true;

    /// <inheritdoc />
    public void Dispose()
    {
        if (_screen is not null)
        {
            presence.Leave(_screen.Id, _page);
        }
    }
}
