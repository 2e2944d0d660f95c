using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Web.Tests.Hub;

public sealed class HubLoggingTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Theory]
    [InlineData("Hall.Hub.Engine.HallDirectory", true)]
    [InlineData("Microsoft.Hosting.Lifetime", true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", false)]
    [InlineData("Microsoft.AspNetCore.Routing.EndpointMiddleware", false)]
    [InlineData("Microsoft.EntityFrameworkCore.Database.Command", false)]
    [InlineData("Hall.Web.Identity.KeyAuthentication", false)]
    public void IsEnabled_ByDefault_LeavesOutEveryRequest(string category, bool information) =>
        Assert.Equal(information,
            hub.App.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(LogLevel.Information));
}
