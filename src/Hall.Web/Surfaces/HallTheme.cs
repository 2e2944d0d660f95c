using MudBlazor;

namespace Hall.Web.Surfaces;

/// <summary>The component library's theme, made of the colours in <c>hall.css</c>.</summary>
public static class HallTheme
{
    private static readonly string[] Fonts =
        ["Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "system-ui", "sans-serif"];

    /// <summary>The one theme, light and dark.</summary>
    public static MudTheme Instance { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5cab",
            Secondary = "#8a4b9c",
            Success = "#137638",
            Warning = "#b45309",
            Error = "#b42318",
            Info = "#0b5cab",
            Background = "#f6f7f9",
            Surface = "#ffffff",
            TextPrimary = "#12233b",
            TextSecondary = "#46566d",
            LinesDefault = "#dfe4ea",
            AppbarBackground = "#ffffff",
            AppbarText = "#12233b",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#6fb1ef",
            PrimaryContrastText = "#06182b",
            Secondary = "#c98bd9",
            Success = "#4ade80",
            Warning = "#fbbf24",
            Error = "#f87171",
            Info = "#6fb1ef",
            Background = "#0b1624",
            Surface = "#13233a",
            TextPrimary = "#e8f0f9",
            TextSecondary = "#b9cbe0",
            LinesDefault = "#27405f",
            AppbarBackground = "#13233a",
            AppbarText = "#e8f0f9",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "14px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "600", TextTransform = "none" },
        },
    };
}
