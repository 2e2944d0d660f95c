using Hall.Web.Surfaces;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>The component library paints with the pages' own colours.</summary>
public sealed class ThemeTests
{
    [Theory]
    [InlineData(null, "#0b5cab", "#6fb1ef", "#f6f7f9", "#0b1624")]
    [InlineData("high", "#00387a", "#9fd0ff", "#fff", "#000")]
    public void For_AReader_HasTheColoursOfTheTokens(string? contrast, string brand, string brandAtNight, string paper, string paperAtNight)
    {
        var theme = HallTheme.For(new Look { Contrast = contrast });

        Assert.Equal(new MudBlazor.Utilities.MudColor(brand), theme.PaletteLight.Primary);
        Assert.Equal(new MudBlazor.Utilities.MudColor(brandAtNight), theme.PaletteDark.Primary);
        Assert.Equal(new MudBlazor.Utilities.MudColor(paper), theme.PaletteLight.Background);
        Assert.Equal(new MudBlazor.Utilities.MudColor(paperAtNight), theme.PaletteDark.Background);
    }

    [Fact]
    public void For_ThoseWhoNeedContrast_TextAndLinesStandOutMoreThanUsually()
    {
        var (usual, high) = (HallTheme.For(null), HallTheme.For(new Look { Contrast = "high" }));

        Assert.NotEqual(usual.PaletteLight.LinesInputs, high.PaletteLight.LinesInputs);
        Assert.Equal(new MudBlazor.Utilities.MudColor("#000"), high.PaletteLight.TextPrimary);
        Assert.Equal(new MudBlazor.Utilities.MudColor("#fff"), high.PaletteDark.TextPrimary);
    }
}
