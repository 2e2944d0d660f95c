using Hall.Hub.Devices;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Lines as a hub makes them, with a secret of their own.</summary>
internal static class TestLines
{
    public static HubSecret Secret { get; } =
        new(new HubOptions { DataFolder = Directory.CreateTempSubdirectory("hall-test-secret").FullName });

    public static DeviceLineSettingsFactory Made { get; } = new(new SlipFiles(new() { DataFolder = "" }, NullLogger<SlipFiles>.Instance),
        new CardReaders(Secret, NullLogger<CardReaders>.Instance));
}
