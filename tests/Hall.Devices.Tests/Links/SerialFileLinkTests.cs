using Hall.Devices.Links;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Links;

public sealed class SerialFileLinkTests
{
    private const uint Speed9600 = 13;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_BothEndsOfACable_CarriesEveryByteBothWaysAndEndsWhenItIsPulled()
    {
        await using var cable = await PtyPair.PlugInAsync();
        await using var here = await new SerialFileLink(cable.HubEnd, Speed9600).OpenAsync(Token);
        await using var there = await new SerialFileLink(cable.PadEnd, Speed9600).OpenAsync(Token);
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

        await here.Output.WriteAsync(all, Token);
        await there.Output.WriteAsync(all, Token);

        Assert.Equal(all, await ReadAsync(here, 256));
        Assert.Equal(all, await ReadAsync(there, 256));
        await cable.PullAsync();
        var gone = await Assert.ThrowsAsync<LinkException>(() => here.Input.ReadAsync(Token).AsTask().Soon());
        Assert.Equal(LinkTrouble.Gone, gone.Trouble);
    }

    [Fact]
    public async Task Open_NoSuchPort_SaysSo() => Assert.Equal(
        LinkTrouble.Gone,
            (await Assert.ThrowsAsync<LinkException>(() => new SerialFileLink("/dev/no-such-port", Speed9600).OpenAsync(Token))).Trouble);

    [Fact]
    public async Task Open_NoPort_SaysSo()
    {
        var file = Path.GetTempFileName();
        var refused = await Assert.ThrowsAsync<LinkException>(() => new SerialFileLink(file, Speed9600).OpenAsync(Token));
        Assert.Contains("no serial port", refused.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    private static async Task<byte[]> ReadAsync(IDeviceConnection connection, int bytes)
    {
        var result = await connection.Input.ReadAtLeastAsync(bytes, Token).AsTask().Soon();
        var read = System.Buffers.BuffersExtensions.ToArray(result.Buffer);
        connection.Input.AdvanceTo(result.Buffer.End);
        return read;
    }
}
