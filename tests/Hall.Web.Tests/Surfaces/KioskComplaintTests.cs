using Bunit;
using Hall.Core.Commands;
using Hall.Web.Surfaces.Kiosk;

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

    private IRenderedComponent<KioskPage> Open()
    {
        Links.Complaint = "http://hall.example/c/1";
        return Render<KioskPage>(page => page.Add(kiosk => kiosk.Hall, "demo-small").Add(kiosk => kiosk.Id, "1"));
    }
}
