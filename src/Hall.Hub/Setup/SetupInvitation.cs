using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Storage.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hall.Hub.Setup;

/// <summary>
/// Shows the set-up link on the console as long as nobody can manage the hub. Not in the log, which others may read. A link that could not
/// be kept is made again by itself; the hub serves meanwhile.
/// </summary>
public sealed class SetupInvitation(
    SetupLinks links, PeopleRegister people, HubOptions options, IServer server, IHostApplicationLifetime lifetime,
    TimeProvider time, StandstillReport report, ILogger<SetupInvitation> logger)
    : Worker("set-up-link", time, report, logger)
{
    private volatile bool _isShown;

    /// <summary>Whether nothing is left to show: the link stands on the console, or none is needed.</summary>
    public bool IsShown => _isShown;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>Shows the link, once the hub listens and knows its address.</summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        if (_isShown || !lifetime.ApplicationStarted.IsCancellationRequested)
        {
            return;
        }

        if (!options.Demo && !people.HasAdministrator)
        {
            await ShowAsync();
        }

        _isShown = true;
    }

    private async Task ShowAsync()
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:5080";
        var address = (options.PublicBaseUrl ?? listening).TrimEnd('/');
        var secret = await links.MakeAsync();
        await Console.Out.WriteLineAsync(
            Invariant(
                $"\n  Nobody can manage this hub yet. Open this link once, within {SetupLinks.Lasts.TotalHours:0} hours, to make the ")
                + "administrator:\n"
            + Invariant($"  还没有管理员。请在 {SetupLinks.Lasts.TotalHours:0} 小时内打开下面的一次性链接，设置管理员：\n\n")
            + $"    {address}/setup/{secret}\n");
    }
}
