using Hall.Web.Hub;
using Hall.Web.People;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hall.Web.Founding;

/// <summary>Shows the set-up link on the console as long as nobody can manage the hub. Not in the log, which others may read.</summary>
public sealed class SetupInvitation(SetupLinks links, PeopleRegister people, HubOptions options, IServer server) : IHostedLifecycleService
{
    /// <inheritdoc />
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Demo || people.HasAdministrator)
        {
            return;
        }

        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1:5080";
        var address = (options.PublicBaseUrl ?? listening).TrimEnd('/');
        var secret = await links.MakeAsync();
        await Console.Out.WriteLineAsync($"\n  Nobody can manage this hub yet. Open this link once, within {SetupLinks.Lasts.TotalHours:0} hours, to make the administrator:\n"
            + $"  还没有管理员。请在 {SetupLinks.Lasts.TotalHours:0} 小时内打开下面的一次性链接，设置管理员：\n\n    {address}/setup/{secret}\n");
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
