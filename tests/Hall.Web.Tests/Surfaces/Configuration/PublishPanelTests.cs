using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Configuration;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>What is asked before a configuration goes into force.</summary>
public sealed class PublishPanelTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly HallConfiguration _small;
    private readonly FakeHall _hall;
    private PublishOrder? _order;
    private bool _taken = true;

    public PublishPanelTests()
    {
        var shipped = FakeHall.Shipped("demo-small");
        _small = shipped with { Hours = shipped.Hours with { Always = true } };
        _hall = new(_small, _time);
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
    }

    private HallConfiguration WithoutFirst => _small with
    {
        Services = [.. _small.Services.Skip(1)],
        Counters = [.. _small.Counters.Take(1)],
    };

    [Fact]
    public void Publish_WithoutAReason_CannotBePressed()
    {
        var panel = Shown(_small with { TimeZone = "Asia/Tokyo" });
        Assert.True(panel.Find(".configuration-publish button").HasAttribute("disabled"));
        panel.Find("#why").Input("moved");
        Assert.False(panel.Find(".configuration-publish button").HasAttribute("disabled"));
    }

    [Fact]
    public void Publish_IsNotTaken_TheReasonStandsThereStill()
    {
        _taken = false;
        var panel = Shown(_small with { TimeZone = "Asia/Tokyo" });
        Publish(panel);
        Assert.Equal("a reason", panel.Find("#why").GetAttribute("value"));

        _taken = true;
        panel.Find(".configuration-publish").Submit();
        Assert.Equal("", panel.Find("#why").GetAttribute("value") ?? "");
    }

    private Task<bool> TakeAsync(PublishOrder order)
    {
        _order = order;
        return Task.FromResult(_taken);
    }

    [Fact]
    public void Publish_AServiceGoesThatPeopleWaitFor_AsksAndSendsTheAnswer()
    {
        _hall.Carry(new IssueTicket([_small.Services[0].Code], PriorityCode.None));
        var panel = Shown(WithoutFirst);
        Assert.Contains("1", panel.Find(".draft-gone label").TextContent, StringComparison.Ordinal);
        panel.InvokeAsync(() => panel.FindComponent<LookupField<string>>().Instance.ValueChanged.InvokeAsync("!"));
        Publish(panel);

        Assert.Equal([new(_small.Services[0].Code.Value, null)], _order!.Gone);
        Assert.Equal("a reason", _order.Why);
    }

    [Fact]
    public void Publish_ACounterGoes_AsksWhetherItClosesNow()
    {
        _hall.Carry(new OpenCounter(_small.Counters[1].Counter, new StaffNumber("1001")));
        var panel = Shown(WithoutFirst);
        Assert.Equal("stay", Pressed(panel));
        panel.FindAll("input[name=gone-counters]")[1].Click();
        Publish(panel);

        Assert.True(_order!.CloseCounters);
    }

    [Fact]
    public void Publish_ATimeZoneChanges_SaysWhichDayItWillBe() =>
        Assert.Contains("2026-11-22", Shown(_small with { TimeZone = "America/Los_Angeles" }).Find(".refused").TextContent,
            StringComparison.Ordinal);

    [Fact]
    public void Publish_AtAnHourGone_IsRefusedAndAtALaterOneOrdered()
    {
        var panel = Shown(_small with { TimeZone = "Asia/Tokyo" });
        panel.Find("#when").Change("2026-11-23T09:00:00");
        Publish(panel);
        Assert.Null(_order);
        Assert.NotEmpty(panel.Find(".refused[role=alert]").TextContent);

        panel.Find("#when").Change("2026-11-24T07:30:00");
        Publish(panel);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 23, 30, 0, TimeSpan.Zero), _order!.At);
    }

    [Fact]
    public void Panel_WhoMayNotPublish_SeesTheDifferencesOnly()
    {
        var panel = Shown(WithoutFirst, mayPublish: false);
        Assert.NotEmpty(panel.FindAll(".configuration-changes tbody tr"));
        Assert.Empty(panel.FindAll("form, .mud-select, .mud-button-filled"));
    }

    private static void Publish(IRenderedComponent<PublishPanel> panel)
    {
        panel.Find("#why").Input("a reason");
        panel.Find(".configuration-publish").Submit();
    }

    private static string Pressed(IRenderedComponent<PublishPanel> panel) =>
        panel.FindAll("input[name=gone-counters]")[0].HasAttribute("checked") ? "stay" : "close";

    private IRenderedComponent<PublishPanel> Shown(HallConfiguration draft, bool mayPublish = true) =>
        Render<PublishPanel>(parameters => parameters
        .Add(panel => panel.Words, Words.For("en"))
        .Add(panel => panel.Places, new PlaceSentences(Words.For("en"), HallConfigurationReader.Write(_small)))
        .Add(panel => panel.Snapshot, _hall.Snapshot).Add(panel => panel.Draft, draft)
        .Add(panel => panel.Differences,
            ConfigurationComparison.Of(HallConfigurationReader.Write(_small), HallConfigurationReader.Write(draft)))
        .Add(panel => panel.MayPublish, mayPublish).Add(panel => panel.Now, _hall.Now).Add(panel => panel.Ordered, TakeAsync));
}
