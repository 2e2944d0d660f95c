using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A bad review from the press on the pad to the end of its case, through the pages of all who have a part in it.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class BadReviewTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    [Fact]
    public async Task BadReview_FromThePadToTheCitizensWord_IsMendedCalledBackAndClosed()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0 --hall \"" + HallFiles.WithAWholeMinuteForThePad(Hall) + "\"");
        var axe = new Axe();
        var (teller, pad, kiosk) = (await PageAsync(), await PageAsync(), await PageAsync());
        await Teller.SignInAsync(teller, hub, Hall, "1");
        await pad.GotoAsync(hub.At($"/{Hall}/pad/1"));
        var ticket = await Kiosk.TakeTicketAsync(kiosk, hub, Hall);
        await ServeAsync(teller);
        await RateBadlyAsync(pad, axe);

        // The citizen, who was anonymous at the pad, asks on the phone page to be called back.
        var phone = await PageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(hub.At(TicketLinks.PathOf(hub, Hall, ticket)));
        await axe.KeepAsync(phone, "the call-back");
        await phone.FillAsync(".call-back [name=name]", "王女士");
        await phone.FillAsync(".call-back [name=telephone]", "0562-2831234");
        await phone.Locator(".call-back button").ClickAsync();
        await Assertions.Expect(phone.Locator(".notice.good")).ToBeVisibleAsync();

        // The case opened by itself, nobody pressed anything for it.
        var duty = await Office.SignInAsync(fixture.Browser, hub, Office.Duty, $"/{Hall}/manager/cases");
        var number = (await duty.Locator(".lane .one b").First.InnerTextAsync()).Trim();
        Assert.Matches(@"^CP\d{4}-00001$", number);
        await Touch.FollowAsync(duty.Locator(".lane .one").First, duty.Locator(".story .contact"));
        await Assertions.Expect(duty.Locator(".story .contact")).ToHaveTextAsync("仅回访人员可见");
        await Office.AssignAsync(duty, Office.Reviewer);

        var reviewer = await Office.SignInAsync(fixture.Browser, hub, Office.Reviewer, $"/{Hall}/manager/cases/{number}");
        await MendAsync(reviewer, axe);

        // The citizen says that it is settled, and how the service is rated now.
        await phone.ReloadAsync();
        await phone.Locator(".call-back .follow").ClickAsync();
        await phone.FillAsync("textarea", "问题解决了");
        await phone.SelectOptionAsync("select[name=level]", "Satisfied");
        await phone.Locator("button[value=true]").ClickAsync();
        await Assertions.Expect(phone.Locator("button[value=true]")).ToHaveCountAsync(0);

        await duty.GotoAsync(hub.At($"/{Hall}/manager/cases/{number}"));
        await Office.LookAsync(duty, "0562-2831234");
        await Office.TakeAsync(duty, "call-again", "二次回访，群众认可", "called-back-again");
        await Office.TakeAsync(duty, "close", "", "closed");
        await duty.GotoAsync(hub.At($"/{Hall}/manager/cases"));
        await Assertions.Expect(duty.Locator($".lane:last-child .one[href$='{number}']")).ToBeVisibleAsync();

        await axe.ScanAsync(duty.Context);
        Assert.Equal(1, Count(hub, "Occasion = 1 AND Level = 'VeryDissatisfied' AND Channel = 'Pad' AND Reasons <> ''"));

        // What the citizen wrote is sealed in the file; people read it.
        Assert.Equal(1, Count(hub, "Occasion = 2 AND Level = 'Satisfied' AND Comment LIKE '[sealed:1:%'"));
        Assert.Equal(0, Count(hub, "Comment LIKE '%王女士%' OR Comment LIKE '%2831234%'"));

        long Count(HubProcess of, string where) =>
            TicketLinks.Ask(of, $"SELECT count(*) FROM feedback JOIN tickets USING (Hall, Ticket) WHERE Number = $number AND ({where})",
                ticket);
    }

    private static async Task ServeAsync(IPage teller)
    {
        foreach (var state in new[] { "calling", "serving", "idle" })
        {
            await Teller.PressSpaceAsync(teller, state);
        }
    }

    private static async Task RateBadlyAsync(IPage pad, Axe axe)
    {
        await axe.KeepAsync(pad, "the faces");
        await pad.Locator(".pad-faces button").Last.ClickAsync();
        await pad.Locator(".pad-reasons button").First.WaitForAsync();
        await axe.KeepAsync(pad, "the reasons");
        await pad.Locator(".pad-reasons button").First.ClickAsync();
        await pad.Locator(".pad-send").ClickAsync();
        await Assertions.Expect(pad.Locator(".pad-thanks")).ToBeVisibleAsync();
    }

    private static async Task MendAsync(IPage reviewer, Axe axe)
    {
        await Office.LookAsync(reviewer, "0562-2831234");
        await axe.KeepAsync(reviewer, "the case's file");
        await Office.TakeAsync(reviewer, "hear", "电话核实：材料清单缺一项", "heard");
        await Office.TakeAsync(reviewer, "mend-now", "清单已补", "classified-MendNow");
        await Office.TakeAsync(reviewer, "mend", "已补发清单并致歉", "mended");
        await Office.TakeAsync(reviewer, "call-back", "已回电话", "called-back");
    }

    private Task<IPage> PageAsync() => BrowserFixture.PageAsync(fixture.Browser, new() { Locale = "zh-CN" });
}
