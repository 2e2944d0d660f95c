using System.IO.Pipelines;
using System.Threading.Channels;

namespace Hall.Devices.Links;

/// <summary>
/// A line in memory, for emulated devices and tests: each opening makes a pair of pipes, whose far end <see cref="AcceptAsync"/> hands out.
/// </summary>
public sealed class MemoryLink(string name = "memory") : IDeviceLink
{
    private readonly Channel<IDuplexPipe> _farEnds = Channel.CreateBounded<IDuplexPipe>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });

    private volatile Connection? _current;
    private volatile LinkException? _refusal;

    public string Name => name;

    /// <inheritdoc/>
    public bool? IsThere => _refusal is not { Trouble: LinkTrouble.Gone };

    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_refusal is { } reason)
        {
            throw reason;
        }

        var connection = new Connection();
        _current = connection;
        await _farEnds.Writer.WriteAsync(connection.Far, cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>The far end of the next opening, in the order of the openings.</summary>
    public ValueTask<IDuplexPipe> AcceptAsync(CancellationToken cancellationToken) => _farEnds.Reader.ReadAsync(cancellationToken);

    /// <summary>Pulls the line: both ends break. What can be opened next is as before.</summary>
    public void Break() => _current?.Break(new LinkException(LinkTrouble.Gone, $"{name} was pulled."));

    /// <summary>Lets every opening fail with this, until it is given null.</summary>
    public void Refuse(LinkException? exception) => _refusal = exception;

    private sealed class Connection : IDeviceConnection
    {
        private readonly Pipe _toNear = new();
        private readonly Pipe _toFar = new();

        public Connection() => Far = new End(_toFar.Reader, _toNear.Writer);

        public IDuplexPipe Far { get; }

        public PipeReader Input => _toNear.Reader;

        public PipeWriter Output => _toFar.Writer;

        public void Break(Exception reason)
        {
            _toNear.Writer.Complete(reason);
            _toFar.Writer.Complete(reason);
        }

        public ValueTask DisposeAsync()
        {
            _toFar.Writer.Complete();
            _toNear.Reader.Complete();
            return ValueTask.CompletedTask;
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
