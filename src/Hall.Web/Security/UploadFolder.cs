using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Http;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Security;

/// <summary>
/// Where what is larger than the usual body lies while it is received: a folder of the data folder, in which all of it together has a
/// bound, and which is emptied at the start. Nothing that people send is put anywhere else on the disk.
/// </summary>
/// <param name="options">Where the data folder is.</param>
/// <param name="room">The most that lies there at once, bytes; null for the usual.</param>
public sealed class UploadFolder(HubOptions options, long? room = null)
{
    /// <summary>Name of the folder.</summary>
    public const string Name = "uploads";

    private const long Room = 64 * 1024 * 1024;
    private const int Piece = 64 * 1024;
    private readonly long _room = room ?? Room;
    private long _taken;

    /// <summary>The folder.</summary>
    public string Folder { get; } = Path.Combine(options.DataFolder, Name);

    /// <summary>Takes away what a hub left there that was killed.</summary>
    public void Empty()
    {
        if (Directory.Exists(Folder))
        {
            foreach (var file in Directory.GetFiles(Folder))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Receives something whole, or leaves nothing of it.</summary>
    /// <param name="from">Where it comes from.</param>
    /// <param name="most">Its bound, bytes.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What was received, at its beginning; it is gone from the disk when it is disposed of.</returns>
    /// <exception cref="UploadRefusedException">It is larger than its bound, or there is no room for it now.</exception>
    public async Task<Stream> ReceiveAsync(Stream from, long most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(from);
        OwnedFolder.Make(Folder);
        var file = new Received(this, Path.Combine(Folder, Path.GetRandomFileName()));
        try
        {
            var piece = new byte[Piece];
            for (var read = await from.ReadAsync(piece, cancel); read > 0; read = await from.ReadAsync(piece, cancel))
            {
                if (file.Length + read > most)
                {
                    throw new UploadRefusedException(isTooLarge: true);
                }

                file.Reserve(read);
                await file.WriteAsync(piece.AsMemory(0, read), cancel);
            }

            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Receives a file that somebody chose on a page.</summary>
    /// <returns>Its bytes; null when it is larger than its bound or there is no room for it.</returns>
    public async Task<byte[]?> ReceiveAsync(IBrowserFile file, BodyBound bound)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(bound);
        if (file.Size > bound.Bytes)
        {
            return null;
        }

        try
        {
            await using var coming = file.OpenReadStream(bound.Bytes);
            await using var kept = await ReceiveAsync(coming, bound.Bytes, CancellationToken.None);
            var bytes = new byte[kept.Length];
            await kept.ReadExactlyAsync(bytes);
            return bytes;
        }
        catch (UploadRefusedException)
        {
            return null;
        }
    }

    // Its own class, so that the room is given back with the file, however it ends.
    private sealed class Received(UploadFolder folder, string path) : FileStream(path, OwnersOnly())
    {
        private long _held;

        public void Reserve(int bytes)
        {
            if (Interlocked.Add(ref folder._taken, bytes) > folder._room)
            {
                Interlocked.Add(ref folder._taken, -bytes);
                throw new UploadRefusedException(isTooLarge: false);
            }

            _held += bytes;
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            GiveBack();
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            GiveBack();
        }

        private static FileStreamOptions OwnersOnly()
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return options;
        }

        private void GiveBack() => Interlocked.Add(ref folder._taken, -Interlocked.Exchange(ref _held, 0));
    }

}

/// <summary>Something that is larger than usual was not taken, and nothing of it was kept.</summary>
/// <param name="isTooLarge">Whether it is larger than its bound; there was no room for it now otherwise.</param>
public sealed class UploadRefusedException(bool isTooLarge)
    : Exception(isTooLarge ? "It is larger than its bound." : "There is no room for it now.")
{
    /// <summary>Whether it is larger than its bound; there was no room for it now otherwise.</summary>
    public bool IsTooLarge => isTooLarge;
}
