using Hall.Web.DeviceHub;
using Hall.Web.Hub;
using Hall.Web.Pads;
using Hall.Web.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Lines as a hub makes them, with a secret of their own.</summary>
internal static class TestLines
{
    public static HubSecret Secret { get; } = new(new HubOptions { DataFolder = Directory.CreateTempSubdirectory("hall-test-secret").FullName });

    public static DeviceLineSettingsFactory Made { get; } = new(new SlipFiles(new() { DataFolder = "" }, NullLogger<SlipFiles>.Instance), new CardReaders(Secret, NullLogger<CardReaders>.Instance));
}
