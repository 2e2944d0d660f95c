using System.Buffers;
using Hall.Devices.AsciiPads;
using Hall.Devices.EscPos;
using Hall.Devices.Ff68;
using Hall.Devices.Framing;
using Hall.Devices.IdCards;
using Hall.Devices.KeyboardPads;
using Hall.Devices.Lamps;
using Hall.Devices.LcdPads;
using Hall.Devices.Onbon;
using Hall.Devices.QSystem;
using Hall.Devices.Strips;

namespace Hall.Benchmarks.Windows;

/// <summary>A frame reader without its type: reads all it can and says how many frames that was.</summary>
/// <param name="bytes">What a line delivered.</param>
/// <param name="lineIdle">Nothing more comes.</param>
internal delegate int ReadAll(ref ReadOnlySequence<byte> bytes, bool lineIdle);

/// <summary>The readers of all drivers, each with a frame of its protocol.</summary>
internal static class FrameReaders
{
    public static IReadOnlyList<(string Name, ReadAll Read, byte[] Frame, bool HasSum)> All { get; } =
    [
        ("ff68", Of(new Ff68FrameReader()), [0xFF, 0x68, 0x03, 0x03, 0x68, 0x01, 0x11, 0x02, 0x14, 0x16], true),
        ("qsystem", Of(new QSystemFrameReader()), [0x01, 0x05, 0x31, 0x07], false),
        ("ascii", Of(new AsciiPadReader()), "SE201"u8.ToArray(), false),
        ("onbon", Of(new OnbonAnswerReader()), OnbonFrameWriter.Frame([0x00, 0xA0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]), true),
        ("lamp answer", Of(new LampAnswerReader()), [0xAA], false),
        ("lamp (emulator)", Of(new LampFrameReader()), LampFrameWriter.Show(1, "A012", LampColour.Red, LampLength.DataBytes, new("GBK")), true),
        ("strip (emulator)", Of(new StripFrameReader()), StripFrameWriter.Show(1, "A012", new(), new("GBK")), true),
        ("escpos reply", Of(new EscPosReplyReader()), [0x12], false),
        ("idcard", Of(new IdCardReader()), [0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x08, 0x00, 0x00, 0x9F, 0x00, 0x00, 0x00, 0x00, 0x97], true),
        ("input event", Of(new InputEventReader()), Hall.Devices.Emulation.KeystrokeRecords.Record(1, 2, 1, DateTimeOffset.UnixEpoch), false),
        ("hid report", Of(new HidReportReader()), [0x00, 0x00, 0x1E, 0x00, 0x00, 0x00, 0x00, 0x00], false),
        ("lcd", Of(new LcdAnswerReader()), "{\"type\":10,\"ret\":0,\"EvaluatorLevel\":2}\n"u8.ToArray(), false),
    ];

    private static ReadAll Of<TFrame>(IFrameReader<TFrame> reader) => (ref ReadOnlySequence<byte> bytes, bool lineIdle) =>
    {
        var frames = 0;
        while (reader.TryRead(ref bytes, lineIdle, out _))
        {
            frames++;
        }

        return frames;
    };
}
