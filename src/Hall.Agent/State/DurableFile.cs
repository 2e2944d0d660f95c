namespace Hall.Agent.State;

/// <summary>A small file that is always whole: after a power cut it holds what it held before or what was written, never a part.</summary>
internal static class DurableFile
{
    /// <summary>Puts other contents into a file, synced to the disk under another name and then renamed.</summary>
    /// <exception cref="IOException">The disk did not take it; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file is as it was.</exception>
    public static void Replace(string file, ReadOnlySpan<byte> contents)
    {
        var fresh = file + ".new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(contents);
            stream.Flush(flushToDisk: true);
        }

        File.Move(fresh, file, overwrite: true);
    }
}
