using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A manager asks what one change would do, and makes it.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class BalanceTests(BrowserFixture fixture)
{
    [Fact]
    public async Task Balance_WhatIfACounterHelpsAnotherZone_IsAnsweredAppliedAndRecorded()
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await Kiosk.TakeTicketAsync(page, fixture.Hub, "tongling");
        await page.SetViewportSizeAsync(1440, 900);
        await page.GotoAsync(fixture.Hub.At("/tongling/manager/balance?lang=en"));
        await page.Locator("#balance-counter").WaitForAsync();
        await Fields.LookUpAsync(page, "balance-counter", "16");
        await Fields.ChooseAsync(page, "balance-what", "zone B");
        await page.Locator(".balance-form button[type=submit]").ClickAsync();
        var row = page.Locator(".balance-list li").First;
        await Assertions.Expect(row).ToContainTextAsync("Counter 16 also serves zone B's general matters");
        await Assertions.Expect(row.Locator(".service-changes")).ToBeVisibleAsync();
        await Shots.KeepAsync(page, "balance-answer");
        await row.Locator(".apply").ClickAsync();
        await Fields.AgreeAsync(page);
        await Assertions.Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("Counter 16");

        var changed = TicketLinks.Ask(
            fixture.Hub, "SELECT count(*) FROM journal WHERE Type = $number AND Payload LIKE '%\"16\"%'", "dispatch-changed");
        Assert.Equal(1, changed);
    }
}
