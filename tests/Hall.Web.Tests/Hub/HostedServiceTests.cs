using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Hall.Web.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hall.Web.Tests.Hub;

/// <summary>Everything that the hub does in the background is a <see cref="Worker"/>, of which a manager reads in words when it stands
/// still.</summary>
public sealed class HostedServiceTests : IDisposable
{
    private const string OfTheFramework = "the framework's own; its faults end requests and never the hub's work";

    // What is hosted and has no loop that could end.
    private static readonly Dictionary<string, string> WithoutLoop = new()
    {
        ["HallDirectory"] =
            "opens the halls; each hall's loop reads its journal anew after any fault, or says that it stopped (hall-stopped)",
        ["DemonstrationAccounts"] =
            "once, before anybody is served: a hub that cannot keep its accounts refuses to start in its own sentence",
        ["ContactUpgrade"] = "once, before anybody is served: contacts that cannot get keys of their own end the start in its own sentence",
        ["TextUpgrade"] = "the same for texts of an older version",
        ["HeldPosts"] = "once, and writes nothing but rows of the audit; what it could not write the next start says",
        ["PlainHttpWarning"] = "once, and writes nothing but an alert",
        ["ConsoleAccess"] = "once, after the start: without its file the console says that no hub answers",
        ["DataFolderOrder"] = "once, before anybody is served: a folder that cannot be put in order ends the start in its own sentence",
        ["AlertLog"] = "called by HubAlerts, which catches what it throws",
        ["DataProtectionHostedService"] = OfTheFramework,
        ["GenericWebHostService"] = OfTheFramework,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-hosted").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, 21)]
    [InlineData(true, 23)]
    public async Task Services_OfTheWholeHub_AreWorkersWithWordsInBothLanguages(bool demo, int atLeast)
    {
        await using var hub = HubApplication.Build(new HubOptions { DataFolder = _folder, Urls = "http://127.0.0.1:0", Demo = demo });
        var services = hub.Services.GetServices<IHostedService>().ToList();

        Assert.Empty(services.Where(service => service is not Worker).Select(service => service.GetType().Name).Except(WithoutLoop.Keys));
        var works = services.OfType<Worker>().Select(worker => worker.Work).ToList();
        Assert.True(works.Count >= atLeast, $"{works.Count} workers");
        Assert.Equal(works.Distinct(), works);
        foreach (var language in new[] { Words.Chinese, Words.English })
        {
            Assert.DoesNotContain(works, work => Words.For(language).Find($"work.{work}") is null);
        }
    }

    [Fact]
    public async Task Services_WithoutALoop_AreStillThere()
    {
        await using var hub = HubApplication.Build(new HubOptions { DataFolder = _folder, Urls = "http://127.0.0.1:0", Demo = true });

        Assert.Empty(WithoutLoop.Keys.Except(hub.Services.GetServices<IHostedService>().Select(service => service.GetType().Name)));
    }
}
