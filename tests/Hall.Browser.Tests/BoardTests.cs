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
        await using var context = await fixture.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
        var board = await context.NewPageAsync();
        await board.GotoAsync(fixture.Hub.At($"/tongling/board/b?lang={language}"));
        var number = await Kiosk.TakeTicketAsync(await fixture.Browser.NewPageAsync(), fixture.Hub, "tongling", zone: 1);
        var teller = await fixture.Browser.NewPageAsync();
        await Teller.SignInAsync(teller, fixture.Hub, "tongling", language == "en" ? "11" : "10");
        await Teller.PressSpaceAsync(teller, "calling");

        var hero = board.Locator(".board-hero");
        await Assertions.Expect(hero.Locator(".board-number")).ToHaveTextAsync(number);
        Assert.True(await hero.EvaluateAsync<bool>("hero => hero.scrollWidth <= hero.clientWidth"), $"{number} runs over the edge");
        await Shots.KeepAsync(board, $"board-two-digits-{language[..2]}");
    }
}
