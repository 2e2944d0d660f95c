using Bunit;
using Hall.Hub.Accounts;
using Hall.Web.Http;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>What a manager reads who types codes of screens.</summary>
public sealed class ScreensPageTests : HubPages
{
    [Theory]
    [InlineData(Words.Chinese, "错误次数过多，请五分钟后再试。")]
    [InlineData(Words.English, "Too many wrong codes. Try again in five minutes.")]
    public void Code_WrongTooOften_SaysInWordsToWait(string language, string expected)
    {
        var page = Open<ScreensPage>(Role.DutyManager,
            more: inner => inner.Add(shown => shown.Settings, new SurfaceSettings { Language = language }));
        Place(page);
        Confirm(page, "AAAAAA");
        page.Until(() => Assert.Equal(Words.For(language)["screens.fault.code"], page.Page.Find(".enrol .refused").TextContent));

        for (var i = 0; i < Hall.Hub.Screens.ScreenCodes.MostWrong; i++)
        {
            Confirm(page, "BBBBBB");
        }

        page.Until(() => Assert.Equal(expected, page.Page.Find(".enrol .refused").TextContent));
    }

    private static void Place(Opened page) =>
        page.Do(() => page.Page.FindComponent<ScreenPlaceFields>().Instance.PlaceChanged.InvokeAsync("1").GetAwaiter().GetResult());

    private static void Confirm(Opened page, string code)
    {
        page.Do(() => page.Page.Find("#screen-code").Change(code));
        page.Do(() => page.Page.Find(".enrol button.confirm").Click());
    }
}
