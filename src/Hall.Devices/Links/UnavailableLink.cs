using System.IO.Pipelines;

namespace Hall.Devices.Links;

/// <summary>The line of a device that has none, such as a sound card, which is opened at each use.</summary>
/// <param name="name">What a person calls it.</param>
public sealed class UnavailableLink(string name) : IDeviceLink
{
    public string Name => name;

    /// <inheritdoc/>
    public Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken) => Task.FromResult<IDeviceConnection>(new Connection());

    private sealed class Connection : IDeviceConnection
    {
        private readonly Pipe pipe = new();

        public PipeReader Input => pipe.Reader;

        public PipeWriter Output => pipe.Writer;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
