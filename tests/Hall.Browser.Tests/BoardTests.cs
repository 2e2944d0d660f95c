using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>What a board shows can be read to its last letter.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class BoardTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task Board_CallToACounterOfTwoDigits_IsNotCutOff(string language)
    {
        var board = await BrowserFixture.PageAsync(fixture.Browser, new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        await board.GotoAsync(fixture.Hub.At($"/tongling/board/b?lang={language}"));
        var number = await Kiosk.TakeTicketAsync(await BrowserFixture.PageAsync(fixture.Browser), fixture.Hub, "tongling", zone: 1);
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, fixture.Hub, "tongling", language == "en" ? "11" : "10");
        await Teller.PressSpaceAsync(teller, "calling");

        var hero = board.Locator(".board-hero");
        await Assertions.Expect(hero.Locator(".board-number")).ToHaveTextAsync(number);
        Assert.True(await hero.EvaluateAsync<bool>("hero => hero.scrollWidth <= hero.clientWidth"), $"{number} runs over the edge");
        await Shots.KeepAsync(board, $"board-two-digits-{language[..2]}");
    }
}
