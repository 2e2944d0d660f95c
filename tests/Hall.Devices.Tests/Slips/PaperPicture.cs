using System.Text;
using Hall.Devices.Texts;
using QRCoder;
using SkiaSharp;

namespace Hall.Devices.Tests.Slips;

/// <summary>A line that a printer has printed.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Size">How many times as large as usual.</param>
internal sealed record PaperLine(string Text, int Size);

/// <summary>
/// The paper that comes out for some bytes, as a picture: what a printer of 12 × 24 dots a letter does with them. A line that is wider than
/// the paper is noted, because a printer would break it wherever it ends.
/// </summary>
internal sealed class PaperPicture : IDisposable
{
    private const int LetterWidth = 12;
    private const int LetterHeight = 24;
    private const int LineGap = 6;
    private const int LongestPaper = 12_000;
    private static readonly CodePageText Chinese = new("GB18030", hasFourBytes: true);
    private readonly SKBitmap bitmap;
    private readonly SKCanvas canvas;
    private readonly SKTypeface face = SKTypeface.FromFile("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2);
    private readonly SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly List<PaperLine> lines = [];
    private readonly int width;
    private int y = LineGap;
    private int align;
    private int size = 1;
    private int moduleDots = 6;
    private string code = "";

    public PaperPicture(byte[] bytes, int columns)
    {
        width = columns * LetterWidth;
        bitmap = new SKBitmap(width, LongestPaper);
        canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        for (var at = 0; at < bytes.Length;)
        {
            at += Print(bytes.AsSpan(at));
        }
    }

    public IReadOnlyList<PaperLine> Lines => lines;

    /// <summary>What stands in the QR codes.</summary>
    public List<string> Codes { get; } = [];

    /// <summary>Lines that do not fit the paper.</summary>
    public List<string> TooWide { get; } = [];

    /// <summary>How many times the paper was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Writes the picture into the folder of the tests, to be looked at; the result is its path.</summary>
    public string Save(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "slips")).FullName;
        var path = Path.Combine(folder, $"{name}.png");
        using var paper = new SKBitmap();
        bitmap.ExtractSubset(paper, new SKRectI(0, 0, width, Math.Min(y + LetterHeight, LongestPaper)));
        using var image = SKImage.FromBitmap(paper);
        using var file = File.Create(path);
        image.Encode(SKEncodedImageFormat.Png, 100).SaveTo(file);
        return path;
    }

    public void Dispose()
    {
        canvas.Dispose();
        bitmap.Dispose();
        face.Dispose();
        ink.Dispose();
    }

    private int Print(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0x1B, 0x40, ..] or [0x1C, 0x26, ..]:
                (align, size) = bytes[0] == 0x1B ? (0, 1) : (align, size);
                return 2;
            case [0x1B, 0x61, var to, ..]:
                align = to;
                return 3;
            case [0x1D, 0x21, var times, ..]:
                size = (times & 0x0F) + 1;
                return 3;
            case [0x1B, 0x64, var feed, ..]:
                y += feed * (LetterHeight + LineGap);
                return 3;
            case [0x1D, 0x56, 0x42, _, ..]:
                Cuts++;
                return 4;
            case [0x1D, 0x28, 0x6B, var low, var high, ..]:
                Code(bytes.Slice(5, low + (high << 8)));
                return 5 + low + (high << 8);
            default:
                var end = bytes.IndexOf((byte)0x0A);
                Assert.True(end >= 0 && bytes[0] >= 0x20 | end == 0,
                    $"An unknown command: {Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)])}");
                Line(Chinese.ToText(bytes[..end]));
                return end + 1;
        }
    }

    private void Line(string text)
    {
        lines.Add(new(text, size));
        var wanted = text.EnumerateRunes().Sum(WidthOf);
        if (wanted > width)
        {
            TooWide.Add(text);
        }

        var x = align switch { 1 => (width - wanted) / 2, 2 => width - wanted, _ => 0 };
        using var font = new SKFont(face, LetterHeight * size * 0.92f);
        foreach (var rune in text.EnumerateRunes())
        {
            // A printer's letters fill their cell, however wide they are in this font.
            var glyph = rune.ToString();
            font.ScaleX = 1;
            var measured = font.MeasureText(glyph);
            font.ScaleX = measured > WidthOf(rune) ? WidthOf(rune) / measured : 1;
            canvas.DrawText(glyph, x + ((WidthOf(rune) - Math.Min(measured, WidthOf(rune))) / 2), y + (LetterHeight * size * 0.84f),
                SKTextAlign.Left, font, ink);
            x += WidthOf(rune);
        }

        y += (LetterHeight * size) + LineGap;
    }

    private int WidthOf(Rune rune) => LetterWidth * size * (rune.IsAscii ? 1 : 2);

    private void Code(ReadOnlySpan<byte> function)
    {
        switch (function)
        {
            case [_, 0x43, var dots]:
                moduleDots = dots;
                break;
            case [_, 0x50, _, .. var content]:
                code = Encoding.UTF8.GetString(content);
                break;
            case [_, 0x51, ..]:
                Codes.Add(code);
                DrawCode();
                break;
            default:
                break;
        }
    }

    private void DrawCode()
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var rows = data.ModuleMatrix;
        var left = align == 1 ? (width - (rows.Count * moduleDots)) / 2 : 0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Count; column++)
            {
                if (rows[row][column])
                {
                    canvas.DrawRect(left + (column * moduleDots), y + (row * moduleDots), moduleDots, moduleDots, ink);
                }
            }
        }

        y += rows.Count * moduleDots;
    }
}
