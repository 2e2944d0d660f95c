using System.IO.Pipelines;
using System.Threading.Channels;

namespace Hall.Devices.Links;

/// <summary>
/// A line in memory, for emulated devices and tests: each opening makes a pair of pipes, whose far end <see cref="AcceptAsync"/> hands out.
/// </summary>
public sealed class MemoryLink(string name = "memory") : IDeviceLink
{
    private readonly Channel<IDuplexPipe> farEnds = Channel.CreateBounded<IDuplexPipe>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });

    private volatile Connection? current;
    private volatile LinkException? refusal;

    public string Name => name;

    /// <inheritdoc/>
    public bool? IsThere => refusal is not { Trouble: LinkTrouble.Gone };

    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (refusal is { } reason)
        {
            throw reason;
        }

        var connection = new Connection();
        current = connection;
        await farEnds.Writer.WriteAsync(connection.Far, cancellationToken).ConfigureAwait(false);
        return connection;
    }

    /// <summary>The far end of the next opening, in the order of the openings.</summary>
    public ValueTask<IDuplexPipe> AcceptAsync(CancellationToken cancellationToken) => farEnds.Reader.ReadAsync(cancellationToken);

    /// <summary>Pulls the line: both ends break. What can be opened next is as before.</summary>
    public void Break() => current?.Break(new LinkException(LinkTrouble.Gone, $"{name} was pulled."));

    /// <summary>Lets every opening fail with this, until it is given null.</summary>
    public void Refuse(LinkException? exception) => refusal = exception;

    private sealed class Connection : IDeviceConnection
    {
        private readonly Pipe toNear = new();
        private readonly Pipe toFar = new();

        public Connection() => Far = new End(toFar.Reader, toNear.Writer);

        public IDuplexPipe Far { get; }

        public PipeReader Input => toNear.Reader;

        public PipeWriter Output => toFar.Writer;

        public void Break(Exception reason)
        {
            toNear.Writer.Complete(reason);
            toFar.Writer.Complete(reason);
        }

        public ValueTask DisposeAsync()
        {
            toFar.Writer.Complete();
            toNear.Reader.Complete();
            return ValueTask.CompletedTask;
        }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
