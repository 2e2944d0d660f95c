using System.Reflection;
using Bunit;
using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>What a kiosk says when it gives no number: the true reason, at once, on every step, in a sentence of its own.</summary>
public sealed class KioskRefusalTests : SurfaceTest
{
    private const string Why = "三楼漏水";

    // Only tellers, managers and programs are ever told these.
    private static readonly HashSet<string> OfStaff =
    [
        RejectionCode.UnknownCounter, RejectionCode.UnknownTeller, RejectionCode.CounterClosed, RejectionCode.CounterPaused, RejectionCode.CounterNotPaused,
        RejectionCode.CounterOccupied, RejectionCode.CounterBusy, RejectionCode.TellerElsewhere, RejectionCode.NoCurrentTicket, RejectionCode.NotStarted,
        RejectionCode.AlreadyStarted, RejectionCode.NotHeld, RejectionCode.NotServableHere, RejectionCode.RecallLimit, RejectionCode.NothingToUndo,
        RejectionCode.WouldStarve, RejectionCode.ChangedMeanwhile,
    ];

    // It is ten o'clock.
    private static readonly OpeningHours WithALunchBreak = new()
    {
        Weekly = Enum.GetValues<DayOfWeek>().ToDictionary(
            day => day, _ => (IReadOnlyList<OpenPeriod>)[new(new(8, 30), new(10, 0)), new(new(13, 30), new(17, 30))]),
    };

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Of_EveryRejectionThatCitizensMeet_IsASentenceOfItsOwn(string language)
    {
        var words = Words.For(language);
        Hall.Carry(new CloseHall(Why, WaitingAtClosing.ServeOn));
        var codes = typeof(RejectionCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)
            .Where(code => !OfStaff.Contains(code)).ToList();
        var said = codes.ToDictionary(code => code, code => KioskRefusal.Of(code, Hall.Snapshot, Hall.Now, words));

        Assert.NotEmpty(said);
        Assert.DoesNotContain(words["reject.other"], said.Values);
        Assert.Equal(said.Count, said.Values.Distinct().Count());
        Assert.All(said.Values, sentence => Assert.DoesNotContain("{", sentence, StringComparison.Ordinal));
        Assert.Contains(Why, said[RejectionCode.EmergencyClosed], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".kiosk-zone")]
    [InlineData(".kiosk-service")]
    [InlineData(".kiosk-confirm")]
    public async Task Kiosk_InUseWhenAnEmergencyClosesTheHall_SaysWhyAtOnceOnEveryStep(string step)
    {
        var page = await OpenAsync(step);
        Hall.Carry(new CloseHall(Why, WaitingAtClosing.ServeOn));
        Pass(1);
        page.WaitForAssertion(() => Assert.Contains(Why, page.Find(".kiosk-closed").TextContent, StringComparison.Ordinal));
        Assert.All(page.FindAll(".kiosk-confirm"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Theory]
    [InlineData(".kiosk-zone")]
    [InlineData(".kiosk-service")]
    [InlineData(".kiosk-confirm")]
    public async Task Kiosk_InUseWhenTheLunchBreakBegins_SaysWhenTicketsComeAgainOnEveryStep(string step)
    {
        var page = await OpenAsync(step);
        Publish(now => now with { Hours = WithALunchBreak });
        Pass(1);
        page.WaitForAssertion(() => Assert.Contains("13:30", page.Find(".kiosk-closed").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Confirm_ReachesTheHubAfterTheLunchBreakBegan_SaysWhenTicketsComeAgain()
    {
        var page = await OpenAsync(".kiosk-confirm");
        Hall.BeforeNext = () => Publish(now => now with { Hours = WithALunchBreak });
        await page.TapAsync(".kiosk-confirm");
        page.WaitForAssertion(() => Assert.Contains("13:30", page.Find(".kiosk-refused, .kiosk-closed").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".kiosk-number"));
    }

    [Fact]
    public async Task Details_MatterIsWithdrawnMeanwhile_SaysSoAndOffersNothingButOtherMatters()
    {
        var page = await OpenAsync(".kiosk-confirm");
        var chosen = Hall.Snapshot.Plan.Configuration.Services.Single(service => page.Markup.Contains(service.Names.In("zh-CN"), StringComparison.Ordinal));
        Publish(now => now with { Services = [.. now.Services.Where(service => service.Code != chosen.Code)] });
        Pass(1);
        page.WaitForAssertion(() => Assert.Contains(Words.For(Words.Chinese)["kiosk.withdrawn"], page.Markup, StringComparison.Ordinal));
        Assert.All(page.FindAll(".kiosk-confirm"), button => Assert.True(button.HasAttribute("disabled")));
        Assert.NotEmpty(page.FindAll(".kiosk-back"));
    }

    private void Publish(Func<HallConfiguration, HallConfiguration> change)
    {
        var plan = Hall.Snapshot.Plan;
        Assert.True(Hall.Carry(new PublishConfiguration(change(plan.Configuration)) { BasedOn = plan.Sequence }).Succeeded);
    }

    // A kiosk at the step on which this button stands.
    private async Task<IRenderedComponent<KioskPage>> OpenAsync(string step)
    {
        var page = Render<KioskPage>(kiosk => kiosk.Add(it => it.Hall, "demo-small").Add(it => it.Id, "1"));
        foreach (var button in new[] { ".kiosk-zone", ".kiosk-service", ".kiosk-confirm" })
        {
            Pass(1);
            page.WaitForElement(button);
            if (button == step)
            {
                return page;
            }

            await page.TapAsync(button);
        }

        return page;
    }
}
