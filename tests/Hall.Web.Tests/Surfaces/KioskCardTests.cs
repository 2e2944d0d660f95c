using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Devices.IdCards;
using Hall.Web.Devices;
using Hall.Web.Surfaces.Kiosk;

namespace Hall.Web.Tests.Surfaces;

public sealed class KioskCardTests : SurfaceTest
{
    private async Task<IRenderedComponent<KioskPage>> OpenAtConfirm(KioskIdentity identity, ReaderState reader = ReaderState.Up)
    {
        var configuration = Hall.Snapshot.Plan.Configuration;
        Hall.Carry(new PublishConfiguration(configuration with { KioskLayout = configuration.KioskLayout with { Identity = identity } }));
        Cards.Reader = reader;
        var page = Render<KioskPage>(page => page.Add(kiosk => kiosk.Hall, "demo-small").Add(kiosk => kiosk.Id, "1"));
        Pass(1);
        await page.TapAsync(".kiosk-zone");
        Pass(1);
        await page.TapAsync(".kiosk-service");
        page.WaitForElement(".kiosk-confirm");
        Pass(1);
        return page;
    }

    private IssueTicket Issued => Assert.Single(Hall.Commands.OfType<IssueTicket>());

    private static void Shows(IRenderedComponent<KioskPage> page, string text) =>
        page.WaitForAssertion(() => Assert.Contains(text, page.Find(".kiosk-card").TextContent, StringComparison.Ordinal));

    [Fact]
    public async Task Confirm_CardRequired_WaitsForTheCardAndIssuesToItsHolder()
    {
        var page = await OpenAtConfirm(KioskIdentity.Required);
        Shows(page, "请把身份证放在读卡区");
        Assert.True(page.Find(".kiosk-confirm").HasAttribute("disabled"));

        Cards.Say("1", CardSign.Reading);
        Shows(page, "不要移开");
        Cards.Say("1", CardSign.Read, "holder");
        Shows(page, "可以取回身份证");
        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");

        Assert.Equal("holder", Issued.HolderHash);
    }

    [Fact]
    public async Task Card_PulledWhileReading_SaysSoAndTheNextTimeIsRead()
    {
        var page = await OpenAtConfirm(KioskIdentity.Required);

        Cards.Say("1", CardSign.Reading);
        Cards.Say("1", CardSign.Pulled);
        Shows(page, "取走得太早");
        Assert.True(page.Find(".kiosk-confirm").HasAttribute("disabled"));
        Cards.Say("1", CardSign.Read, "holder");

        page.WaitForAssertion(() => Assert.False(page.Find(".kiosk-confirm").HasAttribute("disabled")));
    }

    [Theory]
    [InlineData(KioskIdentity.Offered, ReaderState.Up, "没带身份证")]
    [InlineData(KioskIdentity.Required, ReaderState.Down, "可以直接取号")]
    public async Task Confirm_CardNotNeededOrReaderDown_IssuesWithoutAHolder(KioskIdentity identity, ReaderState reader, string said)
    {
        var page = await OpenAtConfirm(identity, reader);
        Shows(page, said);

        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-number");

        Assert.Null(Issued.HolderHash);
    }

    [Theory]
    [InlineData(KioskIdentity.NotAsked, ReaderState.Up)]
    [InlineData(KioskIdentity.Required, ReaderState.None)]
    public async Task Details_NotAskedOrNoReader_SaysNothingOfACard(KioskIdentity identity, ReaderState reader)
    {
        var page = await OpenAtConfirm(identity, reader);

        Cards.Say("1", CardSign.Pulled);

        Assert.Empty(page.FindAll(".kiosk-card"));
        Assert.False(page.Find(".kiosk-confirm").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Confirm_HolderHasANumber_IsRefusedInWordsAndTheNextCitizenStartsWithoutACard()
    {
        Hall.Carry(new IssueTicket([new("A01")], Core.Identifiers.PriorityCode.None, HolderHash: "holder"));
        var page = await OpenAtConfirm(KioskIdentity.Required);
        Cards.Say("2", CardSign.Read, "of another kiosk");
        Assert.True(page.Find(".kiosk-confirm").HasAttribute("disabled"));
        Cards.Say("1", CardSign.Read, "holder");
        page.WaitForAssertion(() => Assert.False(page.Find(".kiosk-confirm").HasAttribute("disabled")));

        await page.TapAsync(".kiosk-confirm");
        page.WaitForElement(".kiosk-refused");
        Assert.Contains("已经有一张在排的号", page.Find(".kiosk-refused").TextContent, StringComparison.Ordinal);
        await page.TapAsync(".kiosk-refused button");

        page.WaitForElement(".kiosk-zone");
        Assert.Empty(page.FindAll(".kiosk-card"));
    }

    [Fact]
    public async Task Dispose_PageLeft_StopsListening()
    {
        await OpenAtConfirm(KioskIdentity.Required);
        Assert.True(Cards.IsHeard);
        await DisposeComponentsAsync();
        Assert.False(Cards.IsHeard);
    }
}
