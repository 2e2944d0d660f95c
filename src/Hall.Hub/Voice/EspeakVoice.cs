using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Hall.Hub.Voice;

/// <summary>A finished sound.</summary>
/// <param name="Wave">A whole WAV file.</param>
public sealed record VoiceClip(ReadOnlyMemory<byte> Wave);

/// <summary>Whether the hub can speak.</summary>
/// <param name="Available">Whether the last attempt succeeded; true before the first.</param>
/// <param name="Case"><c>missing</c>, <c>slow</c> or <c>other</c>; empty when it can.</param>
/// <param name="Reason">Why not, for the log; empty when it can.</param>
public sealed record VoiceStatus(bool Available, string Case, string Reason);

/// <summary>Where espeak-ng is and what it may use.</summary>
/// <param name="CacheFolder">Folder of cached clips; made when missing.</param>
/// <param name="Program">The program, by name or path.</param>
/// <param name="MostBytes">Bytes of clips kept; those unused for longest go first. The default is some thousand calls.</param>
public sealed record EspeakOptions(string CacheFolder, string Program = "espeak-ng", long MostBytes = 256 << 20);

/// <summary>Speaks by the local espeak-ng, one synthesis at a time. Failure is a status, never an exception.</summary>
public sealed class EspeakVoice(EspeakOptions options, TimeProvider time) : IDisposable
{
    private const string Version = "2";
    private static readonly SpokenLine[] Probe = [new("zh-CN", "一")];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Whether the hub can speak, for its alerts.</summary>
    public VoiceStatus Status { get; private set; } = new(true, "", "");

    /// <summary>The program, by name or path.</summary>
    public string Program => options.Program;

    /// <summary>Raised when <see cref="Status"/> has changed.</summary>
    public event Action<VoiceStatus>? StatusChanged;

    /// <summary>Chime and lines in one file, or null when there is no voice; then <see cref="Status"/> says why.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<VoiceClip?> SynthesizeAsync(IReadOnlyList<SpokenLine> lines, bool chime, CancellationToken cancellation) =>
        TryAsync(lines, chime, anew: false, cancellation);

    /// <summary>Whether these lines were said before and need not be made.</summary>
    public bool IsKept(IReadOnlyList<SpokenLine> lines) => File.Exists(PathOf(lines, chime: false));

    /// <summary>Tries to speak, so that <see cref="Status"/> is true now, whatever the cache holds.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task CheckAsync(CancellationToken cancellation) => TryAsync(Probe, chime: false, anew: true, cancellation);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private async Task<VoiceClip?> TryAsync(IReadOnlyList<SpokenLine> lines, bool chime, bool anew, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await FromCacheOrNewAsync(lines, chime, anew, cancellation);
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidDataException or UnauthorizedAccessException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Become(fault switch
            {
                Win32Exception => new(false, "missing", fault.Message),
                OperationCanceledException => new(false, "slow", "espeak-ng took longer than 10 s."),
                _ => new(false, "other", fault.Message),
            });
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<VoiceClip> FromCacheOrNewAsync(IReadOnlyList<SpokenLine> lines, bool chime, bool anew,
        CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.CacheFolder);
        var path = PathOf(lines, chime);
        if (!anew && File.Exists(path))
        {
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return new VoiceClip(await File.ReadAllBytesAsync(path, cancellation));
        }

        var sound = new List<byte>();
        sound.AddRange(chime ? Chime.Samples.ToArray() : []);
        for (var i = 0; i < lines.Count; i++)
        {
            sound.AddRange(i == 0 ? [] : WaveFile.Silence(350));
            sound.AddRange(await SpeakAsync(lines[i], path + ".part", cancellation));
        }

        var wave = WaveFile.Write(sound.ToArray());
        await File.WriteAllBytesAsync(path + ".tmp", wave, cancellation);
        File.Move(path + ".tmp", path, overwrite: true);
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        DropOldest();
        Become(new(true, "", ""));
        return new VoiceClip(wave);
    }

    private string PathOf(IReadOnlyList<SpokenLine> lines, bool chime)
    {
        var key = $"{Version}\n{chime}\n{string.Join('\n', lines.Select(line => line.Language + "\t" + line.Words))}";
        return Path.Combine(options.CacheFolder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + ".wav");
    }

    private void Become(VoiceStatus status)
    {
        var changed = status != Status;
        Status = status;
        if (changed)
        {
            StatusChanged?.Invoke(status);
        }
    }

    private async Task<byte[]> SpeakAsync(SpokenLine line, string part, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var start = new ProcessStartInfo(options.Program, ["-v", VoiceOf(line.Language), "-w", part, "--stdin"])
        {
            RedirectStandardInput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var process = Process.Start(start) ?? throw new IOException("espeak-ng did not start.");
        try
        {
            await process.StandardInput.WriteAsync(line.Words.AsMemory(), both.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(both.Token);
            return process.ExitCode == 0
                ? WaveFile.Samples(await File.ReadAllBytesAsync(part, both.Token))
                : throw new IOException(Invariant($"espeak-ng ended with code {process.ExitCode}."));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            File.Delete(part);
        }
    }

    private static string VoiceOf(string language) => PhraseBook.IsChinese(language) ? "cmn-latn-pinyin" : language;

    private void DropOldest()
    {
        var kept = 0L;
        foreach (var file in new DirectoryInfo(options.CacheFolder).GetFiles("*.wav").OrderByDescending(file => file.LastWriteTimeUtc))
        {
            kept += file.Length;
            if (kept > options.MostBytes)
            {
                file.Delete();
            }
        }
    }
}
