using Microsoft.AspNetCore.Components.Web;
using Bunit;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Devices.IdCards;
using Hall.Web.Devices;

namespace Hall.Web.Tests.Surfaces.Clerk;

public sealed class IssuePageTests : ClerkDesk
{
    private const string Agent = "340102198001011234";

    [Theory]
    [InlineData("sbk", "A02")]
    [InlineData("社保卡", "A02")]
    [InlineData("lost card", "A02")]
    [InlineData("待遇", "A03")]
    public async Task Search_WhatTheCitizenSays_EnterChoosesTheFirst(string said, string code)
    {
        var page = Open();

        await TypeAsync(page, "#issue-search", said);
        Assert.StartsWith(code, page.Find(".offers button").TextContent, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Find("#issue-search").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }));

        Assert.StartsWith(code, Assert.Single(page.FindAll(".offers .on")).TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll(".offers button").Count);
    }

    [Fact]
    public async Task Search_NothingFound_SaysSoAndEnterChoosesNothing()
    {
        var page = Open();

        await TypeAsync(page, "#issue-search", "qqqqqq");
        await page.InvokeAsync(() => page.Find("#issue-search").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }));

        Assert.Contains("没有找到「qqqqqq」", page.Find(".clerk .calm").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".offers button"));
        await TypeAsync(page, "#issue-search", "");
        Assert.Equal(3, page.FindAll(".offers button").Count);
    }

    [Fact]
    public async Task Offers_MoreThanAreShown_AreOpenedByAButton()
    {
        var small = FakeHall.Shipped("demo-small");
        Hall.Carry(new PublishConfiguration(small with
        {
            Services = [.. small.Services, .. Enumerable.Range(0, 30).Select(i => small.Services[0] with { Code = new($"X{i}") })],
        }));
        var page = Open();

        Assert.Equal(18, page.FindAll(".offers button").Count);
        Assert.Contains("15", page.Find(".offers-more").TextContent, StringComparison.Ordinal);
        await page.TapAsync(".offers-more");

        Assert.Equal(33, page.FindAll(".offers button").Count);
    }

    [Fact]
    public async Task Telephone_GivenAtIssue_FindsTheLostNumber()
    {
        var page = Open();
        await TypeAsync(page, "#issue-telephone", "138 0562 0001");
        await IssueAsync(page);
        Assert.NotNull(Issued.PhoneHash);

        await FindAsync(page, "13805620002");
        Assert.Contains("没有", page.Find(".side .refused").TextContent, StringComparison.Ordinal);
        await FindAsync(page, "+86 138-0562-0001");

        Assert.Contains("A001", page.Find(".side").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".side .refused"));
    }

    [Fact]
    public async Task Telephone_ThatCannotBeOne_IsRefusedAndIssuesNothing()
    {
        var page = Open();
        await TypeAsync(page, "#issue-telephone", "12");
        await IssueAsync(page);

        Assert.Contains("电话应为", page.Find(".refused").TextContent, StringComparison.Ordinal);
        Assert.Empty(Hall.Commands.OfType<IssueTicket>());
    }

    [Fact]
    public async Task ForAnother_ChosenWithAnIdentity_CountsAsAnAgentsAndBothNumbersAreShown()
    {
        var page = Open();
        Assert.Empty(page.FindAll(".for-another"));
        await TypeAsync(page, "#issue-identity", Agent);
        await IssueAsync(page);
        await TypeAsync(page, "#issue-identity", Agent);
        page.WaitForElement(".for-another input");
        await page.InvokeAsync(() => page.Find(".for-another input").Change(true));
        await IssueAsync(page, skip: 1);

        Assert.Equal([false, true], Hall.Commands.OfType<IssueTicket>().Select(issue => issue.ForAnother));
        await FindAsync(page, Agent);
        Assert.Equal(["A002", "A001"], page.FindAll(".also button").Select(button => button.TextContent));
        await page.TapAsync(".also button", 1);
        Assert.Equal("true", page.FindAll(".also button")[1].GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Card_LaidOnTheDesk_ShowsItsHoldersTicket()
    {
        Cards.DeskNames.Add("desk1");
        Cards.Reader = ReaderState.Up;
        Hall.Carry(new IssueTicket([new("A01")], PriorityCode.None, HolderHash: "holder"));
        var page = Open();

        Cards.Say("desk1", CardSign.Read, "holder");

        page.WaitForAssertion(() => Assert.Contains("A001", page.Find(".side").TextContent, StringComparison.Ordinal));
    }

    private IssueTicket Issued => Assert.Single(Hall.Commands.OfType<IssueTicket>());
}
