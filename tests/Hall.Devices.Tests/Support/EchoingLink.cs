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
        private readonly IDeviceConnection _inner;
        private readonly Pipe _written = new();
        private readonly Pipe _heard = new();
        private readonly SemaphoreSlim _turn = new(1, 1);
        private readonly Task _carrying;

        public Connection(IDeviceConnection inner)
        {
            _inner = inner;
            _carrying = Task.WhenAll(CarryAsync(inner.Input, _heard.Writer, null),
                CarryAsync(_written.Reader, inner.Output, _heard.Writer));
        }

        public PipeReader Input => _heard.Reader;

        public PipeWriter Output => _written.Writer;

        public async ValueTask DisposeAsync()
        {
            await _written.Writer.CompleteAsync();
            _inner.Input.CancelPendingRead();
            await _carrying;
            await _inner.DisposeAsync();
            _turn.Dispose();
        }

        private async Task CarryAsync(PipeReader from, PipeWriter to, PipeWriter? echo)
        {
            while (await from.ReadAsync() is { IsCompleted: false, IsCanceled: false } result)
            {
                var bytes = result.Buffer.ToArray();
                from.AdvanceTo(result.Buffer.End);
                await _turn.WaitAsync();
                await to.WriteAsync(bytes);
                await (echo?.WriteAsync(bytes).AsTask() ?? Task.CompletedTask);
                _turn.Release();
            }
        }
    }
}
