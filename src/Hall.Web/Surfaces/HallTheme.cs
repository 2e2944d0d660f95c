using Hall.Web.Wording;
using MudBlazor;

namespace Hall.Web.Surfaces;

/// <summary>The component library's theme, made of the colours in <c>tokens.css</c>.</summary>
public static class HallTheme
{
    private static readonly string[] Fonts =
        ["Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "system-ui", "sans-serif"];

    private static readonly MudTheme Usual = Of(ColourTokens.Light, ColourTokens.Dark);
    private static readonly MudTheme HighContrast = Of(ColourTokens.LightHigh, ColourTokens.DarkHigh);

    /// <summary>The theme for a reader, by day and by night.</summary>
    /// <param name="look">How the reader wants pages to look; null for as usual.</param>
    public static MudTheme For(Look? look) => look?.Contrast == "high" ? HighContrast : Usual;

    private static MudTheme Of(ColourTokens day, ColourTokens night) => new()
    {
        PaletteLight = Filled(new PaletteLight { Secondary = day["zone-2"] }, day),
        PaletteDark = Filled(new PaletteDark { Secondary = night["zone-2-lit"] }, night),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "14px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", TextTransform = "none" },
        },
    };

    private static TPalette Filled<TPalette>(TPalette palette, ColourTokens colours)
        where TPalette : Palette
    {
        palette.Primary = palette.Info = colours["brand"];
        palette.PrimaryContrastText = palette.InfoContrastText = colours["on-brand"];
        palette.Success = colours["good"];
        palette.Warning = colours["warn"];
        palette.Error = colours["bad"];
        palette.Background = colours["paper"];
        palette.Surface = palette.AppbarBackground = palette.DrawerBackground = colours["card"];
        palette.TextPrimary = palette.AppbarText = palette.DrawerText = colours["ink"];
        palette.TextSecondary = palette.ActionDefault = colours["ink-2"];
        palette.LinesInputs = colours["ink-3"];
        palette.LinesDefault = palette.TableLines = palette.Divider = colours["line"];
        return palette;
    }
}
