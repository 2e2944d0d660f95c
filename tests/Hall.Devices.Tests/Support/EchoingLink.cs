using System.Buffers;
using System.IO.Pipelines;
using Hall.Devices.Links;

namespace Hall.Devices.Tests.Support;

/// <summary>An RS-485 adapter with local echo: whoever writes reads their own bytes back, besides the other side's.</summary>
internal sealed class EchoingLink(IDeviceLink inner) : IDeviceLink
{
    public string Name => inner.Name;

    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken) =>
        new Connection(await inner.OpenAsync(cancellationToken));

    private sealed class Connection : IDeviceConnection
    {
        private readonly IDeviceConnection inner;
        private readonly Pipe written = new();
        private readonly Pipe heard = new();
        private readonly SemaphoreSlim turn = new(1, 1);
        private readonly Task carrying;

        public Connection(IDeviceConnection inner)
        {
            this.inner = inner;
            carrying = Task.WhenAll(CarryAsync(inner.Input, heard.Writer, null), CarryAsync(written.Reader, inner.Output, heard.Writer));
        }

        public PipeReader Input => heard.Reader;

        public PipeWriter Output => written.Writer;

        public async ValueTask DisposeAsync()
        {
            await written.Writer.CompleteAsync();
            inner.Input.CancelPendingRead();
            await carrying;
            await inner.DisposeAsync();
            turn.Dispose();
        }

        private async Task CarryAsync(PipeReader from, PipeWriter to, PipeWriter? echo)
        {
            while (await from.ReadAsync() is { IsCompleted: false, IsCanceled: false } result)
            {
                var bytes = result.Buffer.ToArray();
                from.AdvanceTo(result.Buffer.End);
                await turn.WaitAsync();
                await to.WriteAsync(bytes);
                await (echo?.WriteAsync(bytes).AsTask() ?? Task.CompletedTask);
                turn.Release();
            }
        }
    }
}
