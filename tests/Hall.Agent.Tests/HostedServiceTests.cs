using Hall.Agent.Settings;
using Hall.Agent.Tests.Support;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hall.Agent.Tests;

/// <summary>
/// Everything that the agent does in the background is a <see cref="Worker"/> with a word that its page and the hub have sentences for.
/// </summary>
public sealed class HostedServiceTests
{
    [Fact]
    public async Task Services_OfTheWholeAgent_AreWorkersWithAKnownWord()
    {
        var folder = Directory.CreateTempSubdirectory("hall-agent-hosted").FullName;
        await using (var agent = AgentApplication.Build(new AgentSettings(new("http://127.0.0.1:9"), "none", folder, 0)))
        {
            var services = agent.Services.GetServices<IHostedService>().ToList();

            Assert.Equal(["GenericWebHostService"],
                services.Where(service => service is not Worker).Select(service => service.GetType().Name));
            Assert.Equal(5, services.OfType<Worker>().Count());
            Assert.Empty(services.OfType<Worker>().Select(worker => worker.Work).Except(AgentWork.All));
        }

        Directory.Delete(folder, recursive: true);
    }
}
