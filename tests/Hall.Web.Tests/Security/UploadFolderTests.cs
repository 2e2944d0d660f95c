using Hall.Web.Composition;
using Hall.Web.Http;
using Hall.Web.Security;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Tests.Security;

/// <summary>Where larger things lie while they are received.</summary>
public sealed class UploadFolderTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("hall-uploads").FullName;

    private string[] Files => Directory.Exists(Path.Combine(_data, "uploads")) ? Directory.GetFiles(Path.Combine(_data, "uploads")) : [];

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Receive_WithinItsBound_LiesThereForItsOwnerUntilItIsDisposedOf()
    {
        var folder = new UploadFolder(new() { DataFolder = _data });
        var sent = Enumerable.Range(0, 100_000).Select(number => (byte)number).ToArray();
        await using (var received = await folder.ReceiveAsync(new MemoryStream(sent), 100_000, TestContext.Current.CancellationToken))
        {
            var file = Assert.Single(Files);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            var read = new byte[sent.Length];
            await received.ReadExactlyAsync(read, TestContext.Current.CancellationToken);
            Assert.Equal(sent, read);
        }

        Assert.Empty(Files);
    }

    [Fact]
    public async Task Receive_TooLarge_LeavesNothingAndTakesNoRoom()
    {
        var folder = new UploadFolder(new() { DataFolder = _data }, room: 200_000);
        for (var i = 0; i < 5; i++)
        {
            var refused =
                await Assert.ThrowsAsync<UploadRefusedException>(() =>
                    folder.ReceiveAsync(new MemoryStream(new byte[100_001]), 100_000, TestContext.Current.CancellationToken));
            Assert.True(refused.IsTooLarge);
            Assert.Empty(Files);
        }
    }

    [Fact]
    public async Task Receive_MoreThanAllTogetherMayTake_IsRefusedUntilThereIsRoom()
    {
        var folder = new UploadFolder(new() { DataFolder = _data }, room: 150_000);
        await using (await folder.ReceiveAsync(new MemoryStream(new byte[100_000]), 100_000, TestContext.Current.CancellationToken))
        {
            var refused =
                await Assert.ThrowsAsync<UploadRefusedException>(() =>
                    folder.ReceiveAsync(new MemoryStream(new byte[100_000]), 100_000, TestContext.Current.CancellationToken));
            Assert.False(refused.IsTooLarge);
            Assert.Single(Files);
        }

        await using var next =
            await folder.ReceiveAsync(new MemoryStream(new byte[100_000]), 100_000, TestContext.Current.CancellationToken);
        Assert.Equal(100_000, next.Length);
    }

    [Fact]
    public async Task Receive_SenderThatBreaksOff_LeavesNothing()
    {
        var folder = new UploadFolder(new() { DataFolder = _data });
        await Assert.ThrowsAsync<IOException>(() =>
            folder.ReceiveAsync(new BrokenStream(), 1_000_000, TestContext.Current.CancellationToken));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Start_WhatAKilledHubLeftThere_IsGone()
    {
        Directory.CreateDirectory(Path.Combine(_data, "uploads"));
        await File.WriteAllTextAsync(Path.Combine(_data, "uploads", "half"), "half", TestContext.Current.CancellationToken);
        await using var app = HubApplication.Build(new() { DataFolder = _data, Urls = "http://127.0.0.1:0", Speed = 0 });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Empty(Files);
        await app.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(1024 * 1024, true)]
    [InlineData(1024 * 1024 + 1, false)]
    public async Task Receive_FileOfAPage_IsTakenUpToItsBound(int size, bool taken) =>
        Assert.Equal(taken ? size : null,
            (await new UploadFolder(new() { DataFolder = _data }).ReceiveAsync(new ChosenFile(size), BodyBounds.Photo))?.Length);

    private sealed class BrokenStream : MemoryStream
    {
        private bool _begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_begun)
            {
                throw new IOException("gone");
            }

            _begun = true;
            return ValueTask.FromResult(buffer.Length);
        }
    }

    private sealed record ChosenFile(long Size) : IBrowserFile
    {
        public string Name => "photo.jpg";

        public DateTimeOffset LastModified => default;

        public string ContentType => "image/jpeg";

        public Stream OpenReadStream(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
            new MemoryStream(new byte[Size]);
    }
}
