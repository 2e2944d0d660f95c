using System.Globalization;
using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A teller's day with the keyboard alone: focus never costs a key, and how many keys each job takes.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class CounterKeysTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    // Every shortcut, as the hub hears it, and as it is pressed.
    private static readonly Dictionary<string, string> Shortcuts = new()
    {
        ["space"] = " ", ["r"] = "r", ["n"] = "n", ["h"] = "h", ["t"] = "t", ["e"] = "e", ["a"] = "a", ["d"] = "d", ["p"] = "p",
        ["c"] = "c", ["/"] = "/", ["?"] = "Shift+?", ["1"] = "1", ["9"] = "9", ["ctrl+z"] = "Control+z",
    };

    [Fact]
    public async Task Keys_TheFocusOnAnyControl_AreHeardAndChangeNothingThere()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var page = await ServingAsync(hub);
        var controls = await PrepareAsync(page);
        Assert.True(controls > 10, $"Only {controls} controls were found.");
        for (var i = 0; i < controls; i++)
        {
            var name = await page.EvaluateAsync<string>(
                "i => window.hallControls[i].focus() ?? window.hallControls[i].outerHTML.slice(0, 120)", i);
            foreach (var key in Shortcuts.Values)
            {
                await page.Keyboard.PressAsync(key);
            }

            Assert.True(Shortcuts.Keys.SequenceEqual(await HeardAsync(page)), $"Keys were lost on {name}");
            Assert.Equal("", await page.EvaluateAsync<string>("() => window.hallChanged.splice(0).join()"));
        }

        await page.FocusAsync("#note");
        await page.Keyboard.TypeAsync("r n/?");
        await Assertions.Expect(page.Locator("#note")).ToHaveValueAsync("r n/?");
        Assert.Empty(await HeardAsync(page));
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync(" ");
        Assert.Equal(["space"], await HeardAsync(page));

        // A checkbox is ticked by Enter, where the space bar has another meaning.
        var paper = page.Locator(".docs input").First;
        await paper.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(paper).ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Jobs_ByKeysOnASlowLine_TakeAsFewAsTheTableSays()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        await using var line = new SlowLine(hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        var citizen = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(page, hub, Hall, "1");
        for (var ticket = 0; ticket < 5; ticket++)
        {
            await Kiosk.TakeTicketAsync(citizen, hub, Hall);
        }

        await page.GotoAsync(line.At($"/{Hall}/counter/1"));
        var used = new Dictionary<string, int>();
        async Task JobAsync(string job, string expected, params string[] keys)
        {
            used[job] = keys.Length;
            await Touch.UntilVisibleAsync(() => BurstAsync(page, line, keys), page.Locator(expected));
            await Assertions.Expect(page.Locator(".dialog")).ToHaveCountAsync(0);
        }

        await JobAsync("call", ".state-calling", " ");
        await JobAsync("no-show before its time", ".state-idle", "n", "1");
        await JobAsync("undo", ".state-calling", "Control+z");
        await JobAsync("start", ".state-serving", " ");
        await JobAsync("change the service", "footer button:has-text('改回')", "e", "a", "0", "2", "Enter");
        await JobAsync("add a matter", ".matters li:nth-child(2)", "a", "b", "0", "2", "Enter");
        await JobAsync("drop a matter", ".current-card:not(:has(.matters))", "d", "2");
        await JobAsync("hold", ".queue-row .small", "h");
        await JobAsync("hold's return", ".state-calling", "h");
        await page.ReloadAsync();
        await JobAsync("after a reload", ".state-serving", " ");
        await JobAsync("transfer", ".state-idle", "t", "a", "0", "3", "Enter", "Enter");
        await JobAsync("call a number", ".state-calling", "/", "4", "Enter", "1");
        await JobAsync("no-show of that number", ".state-idle", "n", "1");
        await JobAsync("pause", ".state-paused", "p", "1");
        await JobAsync("resume", ".state-idle", " ");
        await JobAsync("close", ".state-closed", "c", "1");
        Assert.All(used, job => Assert.InRange(job.Value, 1, 6));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n',
            used.Select(job => string.Create(CultureInfo.InvariantCulture, $"{job.Key,-26} {job.Value}"))));
        await page.Context.CloseAsync();
        await citizen.Context.CloseAsync();
    }

    private async Task<IPage> ServingAsync(HubProcess hub)
    {
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(page, hub, Hall, "1");
        await Kiosk.TakeTicketAsync(await BrowserFixture.PageAsync(fixture.Browser), hub, Hall);
        await Teller.PressSpaceAsync(page, "calling");
        await Teller.PressSpaceAsync(page, "serving");
        return page;
    }

    // All controls of the console, and one of each kind that a page may get some day; what the hub would hear is kept instead.
    private static Task<int> PrepareAsync(IPage page) => page.EvaluateAsync<int>("""
        async () => {
          const keys = await import('/assets/counter-keys.js'), desk = document.querySelector('.desk .under');
          desk.insertAdjacentHTML('beforeend',
            '<input type=radio name=x><select><option>a<option>t</select><button>x</button><a href="#x">x</a>');
          keys.leave();
          window.hallHeard = [];
          keys.listen({ invokeMethodAsync: (name, key) => { window.hallHeard.push(key); return Promise.resolve(false); } });
          window.hallControls = [...desk.querySelectorAll('button, input, select, a[href], summary')]
            .filter(one => !one.disabled && !one.matches('input:not([type=checkbox], [type=radio])') && one.offsetParent);
          window.hallChanged = [];
          ['change', 'click'].forEach(kind => desk.addEventListener(kind, event => {
            window.hallChanged.push(event.target.outerHTML);
          }, true));
          return window.hallControls.length;
        }
        """);

    private static async Task<string[]> HeardAsync(IPage page)
    {
        await page.EvaluateAsync("() => new Promise(done => setTimeout(done, 0))");
        return await page.EvaluateAsync<string[]>("() => window.hallHeard.splice(0)");
    }

    // All keys at once, before the hub has painted anything of what the first one asks.
    private static async Task BurstAsync(IPage page, SlowLine line, string[] keys)
    {
        await page.Locator("body[data-keys]").WaitForAsync();
        await Assertions.Expect(page.Locator(".acts .primary")).ToBeEnabledAsync();
        line.Hold();
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }

        line.Release();
    }
}
