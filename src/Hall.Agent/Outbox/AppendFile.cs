using Hall.Agent.State;

namespace Hall.Agent.Outbox;

/// <summary>
/// A real file. What a failed write left half written is cut off before the next one, and a file that somebody removed or put another in
/// place of while it was open is noticed: on Linux one may write for ever into a file that has no name any more.
/// </summary>
internal sealed class AppendFile : IAppendFile
{
    private readonly string _path;
    private FileStream? _stream;

    public AppendFile(string path)
    {
        _path = path;
        _stream = Open();
        Length = _stream.Length;
    }

    public long Length { get; private set; }

    public byte[] Read() => Try(stream =>
    {
        var bytes = new byte[stream.Length];
        stream.Seek(0, SeekOrigin.Begin);
        stream.ReadExactly(bytes);
        Length = bytes.Length;
        return bytes;
    });

    public void Cut(long length) => Try(stream =>
    {
        stream.SetLength(length);
        stream.Flush(flushToDisk: true);
        Length = length;
        return true;
    });

    public bool Append(ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        return Try(stream =>
        {
            if (stream.Length < Length)
            {
                return false;
            }

            // What was half written must not stand before the next.
            stream.SetLength(Length);
            stream.Seek(0, SeekOrigin.End);
            stream.Write(copy);
            stream.Flush(flushToDisk: true);
            if (!File.Exists(_path) || new FileInfo(_path).Length != Length + copy.Length)
            {
                return false;
            }

            Length += copy.Length;
            return true;
        });
    }

    public void Replace(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty && File.Exists(_path))
        {
            Cut(0);
            return;
        }

        var copy = bytes.ToArray();
        Close();
        Try(() =>
        {
            DurableFile.Replace(_path, copy);
            _stream = Open();
            Length = copy.Length;
            return true;
        });
    }

    public void Dispose() => Close();

    private FileStream Open() => new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 1);

    private T Try<T>(Func<FileStream, T> act) => Try(() => act(_stream ??= Open()));

    // Whatever fails, the next attempt begins with a file that is opened anew.
    private T Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            Undo();
            throw fault as IOException ?? new IOException(fault.Message, fault);
        }
    }

    private void Undo()
    {
        try
        {
            _stream?.SetLength(Length);
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            // It is cut off before the next write.
        }

        Close();
    }

    private void Close()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // What it could not write was never said to be there.
        }

        _stream = null;
    }
}
