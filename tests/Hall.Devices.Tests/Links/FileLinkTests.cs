using System.Diagnostics;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Links;

public sealed class FileLinkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hall-file-");

    [Fact]
    public async Task OpenAsync_MissingFile_SaysThatItIsNotThere()
    {
        var trouble = await Assert.ThrowsAsync<LinkException>(() => new FileLink("/dev/usb/lp99", FileUse.ReadWrite).OpenAsync(CancellationToken.None));

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
        var path = Path.Combine(folder.FullName, "events");
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
        var path = Path.Combine(folder.FullName, "paper");
        await File.WriteAllBytesAsync(path, [], CancellationToken.None);
        await using (var connection = await new FileLink(path, FileUse.Write).OpenAsync(CancellationToken.None))
        {
            await connection.Output.WriteAsync(new byte[] { 0x1B, 0x40 }, CancellationToken.None).AsTask().Soon();
        }

        Assert.Equal([0x1B, 0x40], await File.ReadAllBytesAsync(path, CancellationToken.None));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
