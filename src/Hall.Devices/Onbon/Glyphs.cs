using SkiaSharp;

namespace Hall.Devices.Onbon;

/// <summary>Draws texts as dots with an installed font: a board of this kind has no characters of its own.</summary>
public static class Glyphs
{
    /// <summary>Within a collection of CJK fonts, the face for simplified Chinese.</summary>
    private const int SimplifiedChinese = 2;

    private static readonly string[] Usual =
    [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
        @"C:\Windows\Fonts\msyh.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    ];

    /// <summary>A drawer with a font.</summary>
    /// <param name="font">The font's file; empty takes the first usual one that is installed.</param>
    /// <remarks>The font is loaded at the first text, so that a line without a font fails when it is used and says which package is
    /// missing.</remarks>
    public static DrawText Of(string font)
    {
        var face = new Lazy<SKTypeface>(() => Load(font));
        return (text, width, height) => Draw(face.Value, text, width, height);
    }

    private static SKTypeface Load(string font)
    {
        var file = font.Length > 0 ? font : Usual.FirstOrDefault(File.Exists) ?? "";
        var index = file.EndsWith("NotoSansCJK-Regular.ttc", StringComparison.Ordinal) ? SimplifiedChinese : 0;
        return (File.Exists(file) ? SKTypeface.FromFile(file, index) : null)
            ?? throw new FileNotFoundException("There is no Chinese font for the board. Install one: apt-get install fonts-noto-cjk");
    }

    private static byte[] Draw(SKTypeface face, string text, int width, int height)
    {
        // Without smoothing: a dot is lit or not. 0.86 leaves room for what hangs below the line.
        using var font = new SKFont(face, height * 0.86f) { Edging = SKFontEdging.Alias, Hinting = SKFontHinting.Full };
        var wanted = font.MeasureText(text);
        if (wanted > width)
        {
            font.ScaleX = width / wanted;
        }

        using var bitmap = new SKBitmap(width, height, SKColorType.Gray8, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = false };
        canvas.Clear(SKColors.Black);
        font.GetFontMetrics(out var metrics);
        var baseline = ((height - (metrics.Descent - metrics.Ascent)) / 2) - metrics.Ascent;
        canvas.DrawText(text, Math.Max(0, (width - Math.Min(wanted, width)) / 2), baseline, SKTextAlign.Left, font, paint);
        return Dots(bitmap, width, height);
    }

    private static byte[] Dots(SKBitmap bitmap, int width, int height)
    {
        var rowBytes = (width + 7) / 8;
        var dots = new byte[rowBytes * height];
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (pixels[(y * bitmap.RowBytes) + x] > 127)
                {
                    dots[(y * rowBytes) + (x / 8)] |= (byte)(0x80 >> (x % 8));
                }
            }
        }

        return dots;
    }
}
