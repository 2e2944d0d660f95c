using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Hall.Web.Voice;

/// <summary>A finished sound.</summary>
/// <param name="Wave">A whole WAV file.</param>
public sealed record VoiceClip(ReadOnlyMemory<byte> Wave);

/// <summary>Whether the hub can speak.</summary>
/// <param name="Available">Whether the last attempt succeeded; true before the first.</param>
/// <param name="Reason">Why not; empty when it can.</param>
public sealed record VoiceStatus(bool Available, string Reason);

/// <summary>Where espeak-ng is and what it may use.</summary>
/// <param name="CacheFolder">Folder of cached clips; made when missing.</param>
/// <param name="Program">The program, by name or path.</param>
/// <param name="MostFiles">Clips kept; the oldest go first.</param>
public sealed record EspeakOptions(string CacheFolder, string Program = "espeak-ng", int MostFiles = 500);

/// <summary>Speaks by the local espeak-ng, one synthesis at a time. Failure is a status, never an exception.</summary>
public sealed class EspeakVoice(EspeakOptions options, TimeProvider time) : IDisposable
{
    private const string Version = "1";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Whether the hub can speak, for its alerts.</summary>
    public VoiceStatus Status { get; private set; } = new(true, "");

    /// <summary>Chime and lines in one file, or null when there is no voice; then <see cref="Status"/> says why.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<VoiceClip?> SynthesizeAsync(IReadOnlyList<SpokenLine> lines, bool chime, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var clip = await FromCacheOrNewAsync(lines, chime, cancellation);
            Status = new(true, "");
            return clip;
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or InvalidDataException or UnauthorizedAccessException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Status = new(false, fault is OperationCanceledException ? "espeak-ng took longer than 10 s." : fault.Message);
            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    private async Task<VoiceClip> FromCacheOrNewAsync(IReadOnlyList<SpokenLine> lines, bool chime, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.CacheFolder);
        var key = $"{Version}\n{chime}\n{string.Join('\n', lines.Select(line => line.Language + "\t" + line.Words))}";
        var name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var path = Path.Combine(options.CacheFolder, name + ".wav");
        if (File.Exists(path))
        {
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
        DropOldest();
        return new VoiceClip(wave);
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
                : throw new IOException($"espeak-ng ended with code {process.ExitCode}.");
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
        var files = new DirectoryInfo(options.CacheFolder).GetFiles("*.wav");
        foreach (var old in files.OrderByDescending(file => file.LastWriteTimeUtc).Skip(options.MostFiles))
        {
            old.Delete();
        }
    }
}
