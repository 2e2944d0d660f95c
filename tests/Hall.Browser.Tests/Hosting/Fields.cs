using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>Fields of pages of staff as people use them.</summary>
internal static class Fields
{
    /// <summary>Types a part of a name and takes the first that has it.</summary>
    public static async Task LookUpAsync(IPage page, string id, string typed)
    {
        var field = page.Locator($"#{id}");
        await field.ClickAsync();
        await field.FillAsync(typed);
        await page.Locator(".mud-popover-open .mud-list-item", new() { HasText = typed }).First.ClickAsync();
    }

    /// <summary>Opens a list and takes what is called so.</summary>
    public static async Task ChooseAsync(IPage page, string id, string name)
    {
        await page.Locator($"div.mud-select:has(> * #{id})").First.ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item", new() { HasText = name }).First.ClickAsync();
    }

    /// <summary>Says yes to what a dialog asks.</summary>
    public static Task AgreeAsync(IPage page) => page.Locator(".question .question-do").ClickAsync();
}
