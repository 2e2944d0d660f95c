using Bunit;
using Hall.Hub.Accounts;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Storage.Hosting;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>What the page of accounts says of the identity elsewhere, and who may change it.</summary>
public sealed class OpenIdAccountTests : HubPages
{
    private const string Issuer = "https://login.example";
    private const string Button = "#person-openid";

    protected override void Register() => Services.AddSingleton(Hub.Get<HubOptions>() with { OpenId = new OpenIdOptions(Issuer, "hall") });

    [Fact]
    public async Task Account_AllowedBoundAndUnbound_SaysSoToTheAdministrator()
    {
        var page = Chosen(Role.Administrator);
        page.Until(() => Assert.Contains("未绑定", page.Page.Find(".binding").TextContent, StringComparison.Ordinal));

        await page.Page.TapAsync(Button);
        page.Until(() => Assert.Contains("前可在首次登录时绑定", page.Page.Find(".binding").TextContent, StringComparison.Ordinal));

        Assert.NotNull(await Hub.Get<OpenIdBindings>().FindAsync(Issuer, "a", Role.Teller));
        var after = Chosen(Role.Administrator);
        after.Until(() => Assert.Contains($"已绑定，{Issuer}", after.Page.Find(".binding").TextContent, StringComparison.Ordinal));
        await after.Page.TapAsync(Button);
        after.Until(() => Assert.Contains("未绑定", after.Page.Find(".binding").TextContent, StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () => await Hub.Get<OpenIdBindings>().FindAsync(Issuer, "a", Role.Teller) is null);
    }

    [Fact]
    public void Account_SeenByTheAuditor_HasNothingToPress()
    {
        var page = Chosen(Role.Auditor);

        page.Until(() => Assert.Contains("统一身份", page.Page.Find(".binding").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.Page.FindAll(Button));
    }

    private Opened Chosen(string role)
    {
        var page = Open<PeoplePage>(role);
        page.Do(() => page.Page.FindAll("button.who")
            .Single(button => button.TextContent.Contains("Name of teller", StringComparison.Ordinal)).Click());
        return page;
    }
}
