using System.IO.Pipelines;
using Hall.Devices.Links;

namespace Hall.Devices.Tests.Support;

/// <summary>The far end of a line in memory, as a link of its own, so that an emulated pad can be supervised on it.</summary>
internal sealed class FarEnd(MemoryLink near) : IDeviceLink
{
    public string Name => $"far end of {near.Name}";

    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken) =>
        new Connection(await near.AcceptAsync(cancellationToken));

    private sealed class Connection(IDuplexPipe pipe) : IDeviceConnection
    {
        public PipeReader Input => pipe.Input;

        public PipeWriter Output => pipe.Output;

        public async ValueTask DisposeAsync()
        {
            await pipe.Input.CompleteAsync();
            await pipe.Output.CompleteAsync();
        }
    }
}
