using Bunit;
using Hall.Core.Configuration;
using Hall.Web.Surfaces.Configuration;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>The slip as it would look, while it is being edited.</summary>
public sealed class TicketPreviewTests : BunitContext
{
    private string _text = HallConfigurationReader.Write(FakeHall.Shipped("demo-small"));

    public TicketPreviewTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Preview_HeadingTyped_StandsOnTheSlipAtOnce()
    {
        var section = Shown();
        section.Find("#f-ticket-heading-en").Change("Xining hall");

        Assert.Contains("Xining hall", Shown().Find(".draft-slip").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zone", "Zone A")]
    [InlineData("ahead", "ahead of you")]
    [InlineData("range", "min")]
    public void Preview_APartSwitchedOff_IsOffTheSlip(string part, string says)
    {
        Switch(part, on: true);
        Assert.Contains(says, Shown().Find(".draft-slip").TextContent, StringComparison.OrdinalIgnoreCase);

        Switch(part, on: false);
        Assert.DoesNotContain(says, Shown().Find(".draft-slip").TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Preview_CodeSwitchedOff_HasNone()
    {
        Switch("code", on: true);
        Assert.NotEmpty(Shown().FindAll(".draft-slip svg"));
        Switch("code", on: false);
        Assert.Empty(Shown().FindAll(".draft-slip svg"));
    }

    private void Switch(string part, bool on)
    {
        var tree = new Hall.Hub.Configurations.JsonPathEditor(_text);
        tree.Put($"ticket.{part}", on);
        _text = tree.ToString();
    }

    private IRenderedComponent<DraftSections> Shown() => Render<DraftSections>(parameters => parameters
        .Add(sections => sections.Editor,
            new DraftEditor(_text, HallConfigurationReader.Read(_text).Faults, Words.For("en"), mayEdit: true, text =>
        {
            _text = text;
            return Task.CompletedTask;
        }))
        .Add(sections => sections.Section, "ticket"));
}
