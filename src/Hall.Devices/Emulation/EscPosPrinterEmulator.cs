using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Hall.Devices.Texts;

namespace Hall.Devices.Emulation;

/// <summary>
/// A ticket printer in software: keeps what came out of it as text, answers questions, runs out of paper, has its cover opened, and
/// then holds what it was sent until it can go on, as a real one does.
/// </summary>
/// <param name="codePage">Its Chinese code page.</param>
public sealed class EscPosPrinterEmulator(string codePage = "GB18030")
{
    private readonly Lock _gate = new();
    private readonly CodePageText _text = new(codePage, hasFourBytes: true);
    private readonly List<string> _papers = [];
    private readonly StringBuilder _paper = new();
    private readonly List<string> _torn = [];
    private readonly List<byte> _held = [];
    private bool _isCoverOpen;
    private int _linesLeft = int.MaxValue;

    /// <summary>It says nothing at all.</summary>
    public bool IsMute { get; set; }

    /// <summary>The papers it has cut off, as text: a line each, QR codes as [QR …], pictures as [picture].</summary>
    public IReadOnlyList<string> Papers
    {
        get
        {
            lock (_gate)
            {
                return [.. _papers];
            }
        }
    }

    /// <summary>Pieces of papers that were never finished.</summary>
    public IReadOnlyList<string> Torn
    {
        get
        {
            lock (_gate)
            {
                return [.. _torn];
            }
        }
    }

    /// <summary>It is set offline, as by its feed key.</summary>
    public bool IsOffline { get; set; }

    /// <summary>Its knife is stuck.</summary>
    public bool HasFault { get; set; }

    /// <summary>Its roll is nearly at its end.</summary>
    public bool IsPaperLow { get; set; }

    /// <summary>Somebody opens or closes its cover.</summary>
    public bool IsCoverOpen
    {
        get => _isCoverOpen;
        set => _isCoverOpen = value;
    }

    /// <summary>How many more lines the roll has; 0 is no paper.</summary>
    public int LinesLeft
    {
        get => _linesLeft;
        set => _linesLeft = value;
    }

    private bool CanPrint => !_isCoverOpen && _linesLeft > 0 && !IsOffline && !HasFault;

    /// <summary>Listens to a line until it ends or breaks, or until cancelled.</summary>
    public async Task RunAsync(IDuplexPipe connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        while (true)
        {
            var result = await connection.Input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var answers = Take(result.Buffer.ToArray());
            connection.Input.AdvanceTo(result.Buffer.End);
            if (answers.Length > 0 && !IsMute)
            {
                await connection.Output.WriteAsync(answers, cancellationToken).ConfigureAwait(false);
            }

            if (result.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>It loses its power: what it holds is forgotten, and what has come out stays a torn piece.</summary>
    internal void Forget()
    {
        lock (_gate)
        {
            _held.Clear();
            if (_paper.Length > 0)
            {
                _torn.Add(_paper.ToString());
                _paper.Clear();
            }
        }
    }

    /// <summary>What it answers to bytes, now or once it can print what it holds; empty for nothing.</summary>
    internal byte[] Take(byte[] received)
    {
        lock (_gate)
        {
            return TakeHere(received);
        }
    }

    private byte[] TakeHere(byte[] received)
    {
        _held.AddRange(received);
        var answers = new List<byte>();
        for (var at = _held.Count - 3; at >= 0; at--)
        {
            // Questions of this kind are answered out of turn, also by a printer that holds everything else back.
            if (_held[at] == 0x10 && _held[at + 1] == 0x04 && _held[at + 2] is >= 1 and <= 4)
            {
                answers.Insert(0, Answer(_held[at + 2]));
                _held.RemoveRange(at, 3);
            }
        }

        while (CanPrint && Next() is { } used and > 0)
        {
            if (_held[0] == 0x1D && _held[1] == 0x72)
            {
                answers.Add(0x00);
            }

            _held.RemoveRange(0, used);
        }

        return [.. answers];
    }

    private byte Answer(byte what) => what switch
    {
        1 => (byte)(0x12 | (CanPrint ? 0 : 0x08)),
        2 => (byte)(0x12 | (_isCoverOpen ? 0x04 : 0) | (_linesLeft > 0 ? 0 : 0x20)),
        3 => (byte)(0x12 | (HasFault ? 0x08 : 0)),
        4 => (byte)(0x12 | (_linesLeft > 0 ? 0 : 0x60) | (_linesLeft > 0 && !IsPaperLow ? 0 : 0x0C)),
        _ => 0x12,
    };

    /// <summary>Prints the first command held; the bytes it has, or 0 when it is not whole yet.</summary>
    private int Next()
    {
        var bytes = _held.ToArray().AsSpan();
        switch (bytes)
        {
            case []:
                return 0;
            case [0x1D, 0x56, 0x42, _, ..]:
                _papers.Add(_paper.ToString());
                _paper.Clear();
                return 4;
            case [0x1D, 0x28, 0x6B, var low, var high, ..] when bytes.Length >= 5 + low + (high << 8):
                var length = low + (high << 8);
                if (bytes[6] == 0x50)
                {
                    _paper.Append(System.Globalization.CultureInfo.InvariantCulture,
                        $"[QR {Encoding.UTF8.GetString(bytes.Slice(8, length - 3))}]\n");
                }

                return 5 + length;
            case [0x1D, 0x76, 0x30, _, var rowLow, var rowHigh, var low, var high, ..]
                when bytes.Length >= 8 + ((rowLow + (rowHigh << 8)) * (low + (high << 8))):
                _paper.Append("[picture]\n");
                return 8 + ((rowLow + (rowHigh << 8)) * (low + (high << 8)));
            case [0x1B, 0x40, ..] or [0x1C, 0x26 or 0x2E, ..]:
                return 2;
            case [0x1B, 0x61 or 0x64, _, ..] or [0x1D, 0x21 or 0x72, _, ..]:
                return 3;
            case [0x1B or 0x1C or 0x1D or 0x10, ..]:
                // Not whole yet; a command it does not know would stop it for good, which a test then sees.
                return 0;
            default:
                var end = bytes.IndexOf((byte)0x0A);
                if (end < 0)
                {
                    return 0;
                }

                _paper.Append(_text.ToText(bytes[..end])).Append('\n');
                _linesLeft--;
                return end + 1;
        }
    }
}
