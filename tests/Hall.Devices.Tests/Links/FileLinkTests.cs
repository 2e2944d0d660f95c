using System.Diagnostics;
using Hall.Devices.Composition;
using Hall.Devices.Links;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Links;

public sealed class FileLinkTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hall-file-");

    [Fact]
    public async Task OpenAsync_MissingFile_SaysThatItIsNotThere()
    {
        var trouble = await Assert.ThrowsAsync<LinkException>(
            () => new FileLink("/dev/usb/lp99", FileUse.ReadWrite).OpenAsync(CancellationToken.None));

        Assert.Equal(LinkTrouble.Gone, trouble.Trouble);
    }

    [Theory]
    [InlineData("/dev/input/event3", 13, LinkTrouble.PermissionDenied, "group input")]
    [InlineData("/dev/hidraw0", 13, LinkTrouble.PermissionDenied, "group input")]
    [InlineData("/dev/usb/lp0", 13, LinkTrouble.PermissionDenied, "group lp")]
    [InlineData("/dev/usb/lp0", 16, LinkTrouble.Busy, "in use by another program")]
    [InlineData("/dev/input/event3", 19, LinkTrouble.Gone, "not there")]
    public void Explain_SystemsError_SaysWhatToDo(string path, int errorNumber, LinkTrouble trouble, string words)
    {
        var explained = new FileLink(path, FileUse.ReadWrite).Explain(new System.ComponentModel.Win32Exception(errorNumber));

        Assert.Equal(trouble, explained.Trouble);
        Assert.Contains(words, explained.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifo_BytesWritten_AreReadAndTheGrabIsRefusedInWords()
    {
        var path = Path.Combine(_folder.FullName, "events");
        using (var made = Process.Start("mkfifo", path))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken).Soon();
        }

        var refusals = new List<string>();
        await using var connection = await new FileLink(path, FileUse.Read, grab: true, refusals.Add).OpenAsync(CancellationToken.None);
        await using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            await writer.WriteAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
        }

        var read = await connection.Input.ReadAtLeastAsync(3, TestContext.Current.CancellationToken).AsTask().Soon();

        Assert.Equal(3, read.Buffer.Length);
        Assert.Single(refusals);
    }

    [Fact]
    public async Task File_WrittenTo_HoldsTheBytes()
    {
        var path = Path.Combine(_folder.FullName, "paper");
        await File.WriteAllBytesAsync(path, [], CancellationToken.None);
        await using (var connection = await new FileLink(path, FileUse.Write).OpenAsync(CancellationToken.None))
        {
            await connection.Output.WriteAsync(new byte[] { 0x1B, 0x40 }, CancellationToken.None).AsTask().Soon();
        }

        Assert.Equal([0x1B, 0x40], await File.ReadAllBytesAsync(path, CancellationToken.None));
    }

    [Fact]
    public async Task PrinterFile_PlainFileAsPort_CollectsTheBytesOfEachOpening()
    {
        var path = Path.Combine(_folder.FullName, "paper.bin");
        await File.WriteAllBytesAsync(path, [], CancellationToken.None);
        var link = new LineFactory(TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
            .LinkOf(new DeviceLineSettings("demo", "P1", "escpos", path, 9600, "one-based", new Dictionary<string, string>()));
        foreach (var value in new byte[] { 1, 2 })
        {
            await using var connection = await link.OpenAsync(CancellationToken.None);
            await connection.Output.WriteAsync(new[] { value }, CancellationToken.None).AsTask().Soon();
        }

        Assert.Equal([1, 2], await File.ReadAllBytesAsync(path, CancellationToken.None));
    }

    [Theory]
    [InlineData(FileUse.Write)]
    [InlineData(FileUse.ReadWrite)]
    public async Task Device_Unplugged_EndsAlsoWhereItIsOnlyWritten(FileUse use)
    {
        await using var cable = await PtyPair.PlugInAsync();
        await using var connection = await new FileLink(cable.HubEnd, use).OpenAsync(CancellationToken.None);
        await cable.PullAsync();

        var gone = await Assert.ThrowsAsync<LinkException>(() => connection.Input.ReadAsync(CancellationToken.None).AsTask().Soon());
        Assert.Equal(LinkTrouble.Gone, gone.Trouble);
    }

    [Fact]
    public async Task Device_NameLeadsElsewhere_EndsAlthoughTheOldOneStays()
    {
        await using var first = await PtyPair.PlugInAsync();
        await using var second = await PtyPair.PlugInAsync();
        var name = Path.Combine(_folder.FullName, "hall-printer");
        File.CreateSymbolicLink(name, first.HubEnd);
        await using var connection = await new FileLink(name, FileUse.Write).OpenAsync(CancellationToken.None);

        File.Delete(name);
        File.CreateSymbolicLink(name, second.HubEnd);

        await Assert.ThrowsAsync<LinkException>(() => connection.Input.ReadAsync(CancellationToken.None).AsTask().Soon());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
