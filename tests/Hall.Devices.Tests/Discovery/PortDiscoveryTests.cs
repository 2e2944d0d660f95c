using System.IO.Pipelines;
using Hall.Devices.Discovery;
using Hall.Devices.Links;
using Hall.Devices.Tests.Faults;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Discovery;

/// <summary>A device is found at whatever usual speed it is set to, and a port that says nothing is given up in time.</summary>
public sealed class PortDiscoveryTests
{
    // "Online, nothing wrong", as a printer answers DLE EOT 1.
    private static readonly byte[] PrinterReady = [0x16];

    private readonly FakeTimeProvider _time = new();

    public static TheoryData<int> Speeds => [.. PortDiscovery.Speeds];

    [Fact]
    public void Speeds_Tried_AreTheUsualOnes() => Assert.Equal([9600, 19200, 38400, 57600, 115200], PortDiscovery.Speeds);

    [Theory]
    [MemberData(nameof(Speeds))]
    public async Task AskAsync_PrinterAtAnyUsualSpeed_IsFoundWithItsSpeed(int speed)
    {
        var found = await AskAsync(asked => asked == speed ? PrinterReady : []);

        Assert.Equal(("escpos", true, speed), (found.Protocol, found.Answered, found.BaudRate));
    }

    [Theory]
    [MemberData(nameof(Speeds))]
    public async Task AskAsync_OnbonCardAtAnyUsualSpeed_IsFoundWithItsSpeed(int speed)
    {
        var found = await AskAsync(asked => asked == speed ? FaultyLine.Saying("onbon-5") : []);

        Assert.Equal(("onbon-5", true, speed), (found.Protocol, found.Answered, found.BaudRate));
    }

    [Fact]
    public async Task AskAsync_AnotherDevicesChatter_IsNoPrinter() =>
        Assert.False((await AskAsync(_ => "A012 \u0012\u0012\u0012"u8.ToArray())).Answered);

    [Fact]
    public async Task AskAsync_NobodyAnswers_TriesEverySpeedAndEndsInTime()
    {
        var start = _time.GetTimestamp();
        var tried = new List<int>();

        var found = await AskAsync(speed =>
        {
            tried.Add(speed);
            return [];
        });

        Assert.False(found.Answered);
        Assert.Equal(PortDiscovery.Speeds, tried.Distinct().Order());
        Assert.InRange(_time.GetElapsedTime(start), TimeSpan.FromSeconds(1), PortDiscovery.Longest);
    }

    [Fact]
    public async Task AskAsync_PortHangsWhileItIsOpened_IsGivenUpInTimeAndNotKept()
    {
        var hanging = new HangingLink();
        var asking = new PortDiscovery((_, _) => hanging, _time).AskAsync(["port"], _ => null, TestContext.Current.CancellationToken);

        _time.Advance(PortDiscovery.Longest);

        Assert.False(Assert.Single(await asking.Soon()).Answered);
        var late = new Answer([], _time);
        hanging.Opening.SetResult(late);
        await late.Closed.Task.Soon();
    }

    private async Task<PortProposal> AskAsync(Func<int, byte[]> says) => Assert.Single(await new PortDiscovery(
        (_, speed) => new AnsweringLink(says(speed), _time), _time).AskAsync(["port"], _ => null, TestContext.Current.CancellationToken)
            .Soon());

    private sealed class AnsweringLink(byte[] says, FakeTimeProvider time) : IDeviceLink
    {
        public string Name => "port";

        public Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IDeviceConnection>(new Answer(says, time));
    }

    private sealed class HangingLink : IDeviceLink
    {
        public TaskCompletionSource<IDeviceConnection> Opening { get; } = new();

        public string Name => "hanging";

        public Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken) => Opening.Task;
    }

    private sealed class Answer(byte[] says, FakeTimeProvider time) : IDeviceConnection
    {
        public TaskCompletionSource Closed { get; } = new();

        public PipeReader Input { get; } = PipeReader.Create(new SaysAndIsSilent(says, time));

        public PipeWriter Output { get; } = PipeWriter.Create(Stream.Null);

        public ValueTask DisposeAsync()
        {
            Closed.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Gives its bytes once; then the clock moves on instead of anybody waiting, until the reader gives up.</summary>
    private sealed class SaysAndIsSilent(byte[] says, FakeTimeProvider time) : MemoryStream(says)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (await base.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                return count;
            }

            time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
