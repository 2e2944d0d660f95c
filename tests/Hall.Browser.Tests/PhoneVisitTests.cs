using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>What a citizen does with the page behind the QR code: later, leave, rate; in a real browser, by touch.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class PhoneVisitTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    [Fact]
    public async Task Phone_LaterThenLeave_IsDoneAndSaid()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var (phone, number) = await PhoneAsync(hub);
        await Axe.ScanAsync(phone, "the citizen's page");

        await phone.Locator("details:has(form[action$='/later']) summary").ClickAsync();
        await phone.Locator("form[action$='/later'] button[value='3']").ClickAsync();
        await Assertions.Expect(phone.Locator(".notice.good")).ToBeVisibleAsync();

        await phone.Locator("details:has(form[action$='/leave']) summary").ClickAsync();
        await phone.Locator("form[action$='/leave'] button").ClickAsync();
        await Assertions.Expect(phone.Locator("form[action$='/leave']")).ToHaveCountAsync(0);
        Assert.Equal(1, TicketLinks.Ask(hub, "SELECT count(*) FROM tickets WHERE Number = $number AND State = 'Abandoned'", number));
    }

    [Fact]
    public async Task Phone_ServedAndRated_SaysThanksAndKeepsTheRating()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, hub, Hall, "1");
        var (phone, number) = await PhoneAsync(hub);
        foreach (var state in new[] { "calling", "serving", "idle" })
        {
            await Teller.PressSpaceAsync(teller, state);
        }

        // The page notices by itself that the visit is over.
        await phone.Locator(".rating").WaitForAsync();
        await Axe.ScanAsync(phone, "the citizen's page");
        await phone.Locator(".rating .face").First.ClickAsync();
        await phone.Locator(".rating textarea").FillAsync("很快");
        await phone.Locator(".rating button.main").ClickAsync();

        await Assertions.Expect(phone.Locator(".notice.good")).ToBeVisibleAsync();
        await Assertions.Expect(phone.Locator(".rating")).ToHaveCountAsync(0);
        Assert.Equal(1,
            TicketLinks.Ask(hub, "SELECT count(*) FROM feedback JOIN tickets USING (Hall, Ticket) WHERE Number = $number", number));
    }

    private async Task<(IPage Phone, string Number)> PhoneAsync(HubProcess hub)
    {
        var kiosk = await BrowserFixture.PageAsync(fixture.Browser);
        var number = await Kiosk.TakeTicketAsync(kiosk, hub, Hall);
        await kiosk.CloseAsync();
        var phone = await BrowserFixture.PageAsync(fixture.Browser);
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(hub.At(TicketLinks.PathOf(hub, Hall, number)));
        return (phone, number);
    }
}
