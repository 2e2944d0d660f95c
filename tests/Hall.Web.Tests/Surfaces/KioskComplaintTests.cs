using Bunit;
using Hall.Core.Commands;
using Hall.Web.Surfaces.Kiosk;
using Microsoft.AspNetCore.Components.Web;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Somebody complains at a kiosk: plainly, and without anybody being called.</summary>
public sealed class KioskComplaintTests : SurfaceTest
{
    [Fact]
    public async Task Complaint_AtTheStart_IsOneTouchAwayAndCallsNobody()
    {
        var page = Open();
        await page.TapAsync(".kiosk-foot .kiosk-complaint");

        page.WaitForElement("[role=dialog] .qr");
        Assert.Empty(Hall.Commands.OfType<RequestHelp>());

        await page.TapAsync("[role=dialog] .kiosk-primary");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
    }

    [Fact]
    public async Task Complaint_LeftAlone_GoesAwayForTheNextCitizen()
    {
        var page = Open();
        await page.TapAsync(".kiosk-complaint");
        page.WaitForElement("[role=dialog]");

        Pass(46);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
    }

    [Fact]
    public async Task Complaint_WithoutAPhone_IsTakenWithReasonsAndATelephoneAndItsNumberIsShown()
    {
        var page = Open();
        await page.TapAsync(".kiosk-complaint");
        await page.TapAsync(".kiosk-complain-here");
        Assert.True(page.Find(".kiosk-complaint-send .kiosk-primary").HasAttribute("disabled"));
        await page.TapAsync(".kiosk-complaint-reasons button", 6);
        foreach (var digit in "5550123")
        {
            await page.TapAsync(there => there.FindAll(".kiosk-complaint-keys button").First(key => key.TextContent == $"{digit}"));
        }

        await page.TapAsync(".kiosk-complaint-send .kiosk-primary");

        Assert.Equal(("窗口人员业务不熟练", "窗口人员业务不熟练", "5550123"), Complaints.Taken.Single());
        Assert.Equal("T2026-0001", page.Find(".kiosk-complaint-number").TextContent);
        Assert.Empty(Hall.Commands.OfType<RequestHelp>());
    }

    [Fact]
    public async Task Complaint_ThatCannotBeKept_SaysSoAndKeepsWhatWasChosen()
    {
        Complaints.Refused = "unavailable";
        var page = Open();
        await page.TapAsync(".kiosk-complaint");
        await page.TapAsync(".kiosk-complain-here");
        await page.TapAsync(".kiosk-complaint-reasons button");

        await page.TapAsync(".kiosk-complaint-send .kiosk-primary");

        Assert.Contains("没能记下", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".kiosk-complaint-reasons [aria-pressed=true]"));
    }

    [Fact]
    public async Task Complaint_EscapePressed_ClosesAndThePageBelowIsReadAgain()
    {
        var page = Open();
        await page.TapAsync(".kiosk-complaint");
        Assert.All(page.FindAll(".kiosk-banner, .kiosk-main, .kiosk-foot"), part => Assert.True(part.HasAttribute("inert")));

        await page.InvokeAsync(() => page.Find(".kiosk-veil").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" }));

        Assert.Empty(page.FindAll("[role=dialog]"));
        Assert.Empty(page.FindAll("[inert]"));
    }

    private IRenderedComponent<KioskPage> Open()
    {
        Links.Complaint = "http://hall.example/c/1";
        return Render<KioskPage>(page => page.Add(kiosk => kiosk.Hall, "demo-small").Add(kiosk => kiosk.Id, "1"));
    }
}
