using System.IO.Pipelines;
using Hall.Devices.Emulation;

namespace Hall.Devices.Tests.Printers;

/// <summary>
/// A ticket printer with the habits and accidents that real ones have, on a line that a test can end from the printer's side.
/// </summary>
internal sealed class OddPrinter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private PipeWriter? _output;
    private long _jobBytes;

    /// <summary>Paper, cover and knife, and what came out.</summary>
    public EscPosPrinterEmulator Mechanism { get; } = new();

    /// <summary>It has no power: it hears nothing and holds nothing.</summary>
    public bool IsOff { get; set; }

    /// <summary>It says nothing.</summary>
    public bool IsMute { get; set; }

    /// <summary>It says no more that it has printed.</summary>
    public bool ConfirmsNothing { get; set; }

    /// <summary>So many of its next answers in turn get lost.</summary>
    public int LosesTurns { get; set; }

    /// <summary>It forgets what it holds when its paper runs out.</summary>
    public bool ForgetsWithoutPaper { get; set; }

    /// <summary>It says everything twice.</summary>
    public bool SaysTwice { get; set; }

    /// <summary>How long it takes to answer out of turn, and in its turn.</summary>
    public TimeSpan AnswersAfter { get; set; }

    /// <inheritdoc cref="AnswersAfter"/>
    public TimeSpan ConfirmsAfter { get; set; }

    /// <summary>What it says before each answer, and in place of it.</summary>
    public byte[] Before { get; set; } = [];

    /// <inheritdoc cref="Before"/>
    public byte[]? InPlace { get; set; }

    /// <summary>Told when it has cut a paper, before it says so.</summary>
    public Action? Cut { get; set; }

    /// <summary>Told when it has cut a paper and said so.</summary>
    public Action? Confirmed { get; set; }

    /// <summary>Told once, when so many bytes of a ticket have come.</summary>
    public (int Bytes, Action Then)? At { get; set; }

    /// <summary>Bytes that came and went, so that a test's clock stands still while some are under way.</summary>
    public long Received { get; private set; }

    /// <inheritdoc cref="Received"/>
    public long Sent { get; private set; }

    /// <summary>Serves a line until it ends, in whatever way.</summary>
    public async Task ServeAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            (_output, Received, Sent, _jobBytes) = (line.Output, 0, 0, 0);
        }

        try
        {
            while (await line.Input.ReadAsync(cancellationToken) is { } read)
            {
                var bytes = System.Buffers.BuffersExtensions.ToArray(read.Buffer);
                line.Input.AdvanceTo(read.Buffer.End);
                await HearAsync(bytes);
                Received += bytes.Length;
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception end)
            when (end is IOException or OperationCanceledException or InvalidOperationException or ObjectDisposedException)
        {
            // The line is gone.
        }
    }

    /// <summary>Says something by itself.</summary>
    public async Task SayAsync(byte[] bytes)
    {
        if (_output is not { } open || IsOff || IsMute || bytes.Length == 0)
        {
            return;
        }

        Sent += bytes.Length;
        await open.WriteAsync(bytes);
    }

    private async Task HearAsync(byte[] bytes)
    {
        if (bytes.Length > 3 && At is { } at && (_jobBytes += bytes.Length) >= at.Bytes)
        {
            // What came before the accident is printed; the rest is not.
            At = null;
            Mechanism.Take(bytes[..Math.Min(bytes.Length, at.Bytes)]);
            at.Then();
            return;
        }

        if (IsOff)
        {
            return;
        }

        var papers = Mechanism.Papers.Count;
        var answers = Mechanism.Take(bytes);
        if (ForgetsWithoutPaper && Mechanism.LinesLeft <= 0)
        {
            Mechanism.Forget();
        }

        var isCut = Mechanism.Papers.Count > papers;
        if (isCut)
        {
            Cut?.Invoke();
        }

        foreach (var answer in answers)
        {
            await AnswerAsync(answer);
        }

        if (isCut)
        {
            Confirmed?.Invoke();
        }
    }

    private async Task AnswerAsync(byte answer)
    {
        var isInTurn = (answer & 0x90) == 0;
        if (isInTurn && (ConfirmsNothing || LosesTurns-- > 0))
        {
            return;
        }

        var after = isInTurn ? ConfirmsAfter : AnswersAfter;
        byte[] said = InPlace ?? [.. Before, .. Enumerable.Repeat(answer, SaysTwice ? 2 : 1)];
        if (after == TimeSpan.Zero)
        {
            await SayAsync(said);
        }
        else
        {
            _ = Task.Delay(after, time).ContinueWith(_ => SayAsync(said), TaskScheduler.Default);
        }
    }
}
