using System.ComponentModel;
using System.Diagnostics;

namespace Hall.Devices.Sounds;

/// <summary>Plays by <c>aplay</c> of alsa-utils, which gets the file on its standard input.</summary>
public static class Aplay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Plays a WAV file. See <see cref="PlaySound"/>.</summary>
    public static async Task<string?> PlayAsync(string card, ReadOnlyMemory<byte> wave, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        try
        {
            string[] arguments = card is "" or "default" ? ["-q", "-"] : ["-q", "-D", card, "-"];
            var start = new ProcessStartInfo("aplay", arguments) { RedirectStandardInput = true, RedirectStandardError = true };
            using var process = Process.Start(start) ?? throw new Win32Exception("aplay did not start.");
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(wave, limit.Token).ConfigureAwait(false);
                process.StandardInput.Close();
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return process.ExitCode == 0
                    ? null : $"aplay: {(await process.StandardError.ReadToEndAsync(limit.Token).ConfigureAwait(false)).Trim()}";
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }
        }
        catch (Exception fault)
            when (fault is Win32Exception or IOException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return fault is Win32Exception ? "aplay is not installed: apt-get install alsa-utils" : $"aplay: {fault.Message}";
        }
    }
}
