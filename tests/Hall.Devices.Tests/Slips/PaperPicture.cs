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
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;
    private readonly SKTypeface _face = SKTypeface.FromFile("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2);
    private readonly SKPaint _ink = new() { Color = SKColors.Black, IsAntialias = true };
    private readonly List<PaperLine> _lines = [];
    private readonly int _width;
    private int _y = LineGap;
    private int _align;
    private int _size = 1;
    private int _moduleDots = 6;
    private string _code = "";

    public PaperPicture(byte[] bytes, int columns)
    {
        _width = columns * LetterWidth;
        _bitmap = new SKBitmap(_width, LongestPaper);
        _canvas = new SKCanvas(_bitmap);
        _canvas.Clear(SKColors.White);
        for (var at = 0; at < bytes.Length;)
        {
            at += Print(bytes.AsSpan(at));
        }
    }

    public IReadOnlyList<PaperLine> Lines => _lines;

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
        _bitmap.ExtractSubset(paper, new SKRectI(0, 0, _width, Math.Min(_y + LetterHeight, LongestPaper)));
        using var image = SKImage.FromBitmap(paper);
        using var file = File.Create(path);
        image.Encode(SKEncodedImageFormat.Png, 100).SaveTo(file);
        return path;
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
        _face.Dispose();
        _ink.Dispose();
    }

    private int Print(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0x1B, 0x40, ..] or [0x1C, 0x26, ..]:
                (_align, _size) = bytes[0] == 0x1B ? (0, 1) : (_align, _size);
                return 2;
            case [0x1B, 0x61, var to, ..]:
                _align = to;
                return 3;
            case [0x1D, 0x21, var times, ..]:
                _size = (times & 0x0F) + 1;
                return 3;
            case [0x1B, 0x64, var feed, ..]:
                _y += feed * (LetterHeight + LineGap);
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
        _lines.Add(new(text, _size));
        var wanted = text.EnumerateRunes().Sum(WidthOf);
        if (wanted > _width)
        {
            TooWide.Add(text);
        }

        var x = _align switch { 1 => (_width - wanted) / 2, 2 => _width - wanted, _ => 0 };
        using var font = new SKFont(_face, LetterHeight * _size * 0.92f);
        foreach (var rune in text.EnumerateRunes())
        {
            // A printer's letters fill their cell, however wide they are in this font.
            var glyph = rune.ToString();
            font.ScaleX = 1;
            var measured = font.MeasureText(glyph);
            font.ScaleX = measured > WidthOf(rune) ? WidthOf(rune) / measured : 1;
            _canvas.DrawText(glyph, x + ((WidthOf(rune) - Math.Min(measured, WidthOf(rune))) / 2), _y + (LetterHeight * _size * 0.84f),
                SKTextAlign.Left, font, _ink);
            x += WidthOf(rune);
        }

        _y += (LetterHeight * _size) + LineGap;
    }

    private int WidthOf(Rune rune) => LetterWidth * _size * (rune.IsAscii ? 1 : 2);

    private void Code(ReadOnlySpan<byte> function)
    {
        switch (function)
        {
            case [_, 0x43, var dots]:
                _moduleDots = dots;
                break;
            case [_, 0x50, _, .. var content]:
                _code = Encoding.UTF8.GetString(content);
                break;
            case [_, 0x51, ..]:
                Codes.Add(_code);
                DrawCode();
                break;
            default:
                break;
        }
    }

    private void DrawCode()
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(_code, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var rows = data.ModuleMatrix;
        var left = _align == 1 ? (_width - (rows.Count * _moduleDots)) / 2 : 0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows.Count; column++)
            {
                if (rows[row][column])
                {
                    _canvas.DrawRect(left + (column * _moduleDots), _y + (row * _moduleDots), _moduleDots, _moduleDots, _ink);
                }
            }
        }

        _y += rows.Count * _moduleDots;
    }
}
