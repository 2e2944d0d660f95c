using Bunit;
using Hall.Core.Engine;
using Hall.Web.Surfaces.Kiosk;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Somebody complains at a kiosk: plainly, and without anybody being called.</summary>
public sealed class KioskComplaintTests : SurfaceTest
{
    [Fact]
    public void Complaint_AtTheStart_IsOneTouchAwayAndCallsNobody()
    {
        var page = Open();
        page.Find(".kiosk-foot .kiosk-complaint").Click();

        page.WaitForElement("[role=dialog] .qr");
        Assert.Empty(Hall.Commands.OfType<RequestHelp>());

        page.Find("[role=dialog] .kiosk-primary").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("[role=dialog]")));
    }

    [Fact]
    public void Complaint_LeftAlone_GoesAwayForTheNextCitizen()
    {
        var page = Open();
        page.Find(".kiosk-complaint").Click();
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
