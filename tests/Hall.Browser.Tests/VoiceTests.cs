using System.Collections.Concurrent;
using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>Whatever becomes of a board's browser, calls are heard once, at one place, and none is lost.</summary>
public sealed class VoiceTests(CallingHub hub) : IClassFixture<CallingHub>
{
    [Fact]
    public async Task Board_KilledInTheMiddleOfACall_TheNextBoardSaysThatCallFirstAndThenTheOneMadeMeanwhile()
    {
        await using var dying = await BrowserProcess.StartAsync();
        await using var other = await BrowserProcess.StartAsync();
        var next = await hub.BoardAsync(other, "board/b");
        var board = await hub.BoardAsync(dying);
        await hub.CallAsync();
        await CallingHub.BegunAsync(board);
        var begun = Assert.Single(await CallingHub.SoundsAsync(board));
        Assert.False(begun.Ended);

        dying.Kill();
        await hub.CallAsync();
        var opened = TimeProvider.System.GetTimestamp();
        await next.GotoAsync(hub.Hub.At("/tongling/board/all?lang=en"));
        await CallingHub.BegunAsync(next);
        var seconds = TimeProvider.System.GetElapsedTime(opened).TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant($"The first call was heard {seconds:0.0} s after the new board was asked for."));
        await CallingHub.EndedAsync(next, 2);

        var heard = await CallingHub.SoundsAsync(next);
        Assert.Equal(2, heard.Count);
        Assert.Equal(begun.Sequence, heard[0].Sequence);
        Assert.NotEqual(begun.Sequence, heard[1].Sequence);
    }

    [Fact]
    public async Task Board_FrozenInTheMiddleOfACall_TheOtherSaysItAndTheThawedOneStaysSilent()
    {
        await using var freezing = await BrowserProcess.StartAsync();
        await using var other = await BrowserProcess.StartAsync();
        var board = await hub.BoardAsync(freezing);
        await hub.CallAsync();
        await CallingHub.EndedAsync(board, 1);
        var standby = await hub.BoardAsync(other);
        await hub.CallAsync();
        await CallingHub.UntilAsync(board, "window.sounds.length === 2 && window.sounds[1].playing");

        freezing.Freeze();
        await CallingHub.EndedAsync(standby, 1);
        freezing.Thaw();

        // Silenced by the hub; on a busy machine the rest of it may be over before that word arrives.
        await CallingHub.UntilAsync(board, "window.sounds[1].stopped || window.sounds[1].ended");
        await hub.CallAsync();
        await CallingHub.EndedAsync(standby, 2);
        var (frozen, heard) = (await CallingHub.SoundsAsync(board), await CallingHub.SoundsAsync(standby));
        Assert.Equal(2, frozen.Count);
        Assert.Equal(frozen[1].Sequence, heard[0].Sequence);
        Assert.Equal(2, heard.Count);
    }

    [Fact]
    public async Task Board_SecondOneWhoseBrowserRefusesSound_TakesNoCallAndTroublesNobody()
    {
        await using var browser = await BrowserProcess.StartAsync();
        await using var refusing = await BrowserProcess.StartAsync(maySound: false);
        var board = await hub.BoardAsync(browser);
        await hub.CallAsync();
        await CallingHub.EndedAsync(board, 1);
        var second = await BrowserFixture.PageAsync(refusing.Browser);
        var asked = new ConcurrentQueue<string>();
        second.Request += (_, request) => asked.Enqueue(request.Url);
        await second.GotoAsync(hub.Hub.At("/tongling/board/all?lang=en"));
        await AskedAsync(asked, "answer=blocked");

        await hub.CallAsync();
        await hub.CallAsync();
        await CallingHub.EndedAsync(board, 3);

        var manager = await BrowserFixture.PageAsync(browser.Browser);
        await manager.GotoAsync(hub.Hub.At("/tongling/manager?lang=en"));
        await Assertions.Expect(manager.Locator("main")).ToBeVisibleAsync();
        await Assertions.Expect(manager.GetByText("A board may not make a sound")).ToHaveCountAsync(0);
        await Assertions.Expect(second.Locator(".board-sound")).ToHaveCountAsync(0);
        Assert.DoesNotContain(asked, url => url.Contains(".wav?lease", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PlainBoard_Alone_SaysTheCallsAndHandsThemOverWhenItIsClosed()
    {
        await using var browser = await BrowserProcess.StartAsync();
        var plain = await hub.BoardAsync(browser, "board/all/plain");
        await hub.CallAsync();
        await CallingHub.EndedAsync(plain, 1);
        var board = await hub.BoardAsync(browser);
        await hub.CallAsync();
        await CallingHub.UntilAsync(plain, "window.sounds.length === 2 && window.sounds[1].playing");
        var begun = (await CallingHub.SoundsAsync(plain))[1];

        await plain.CloseAsync();

        await CallingHub.EndedAsync(board, 1);
        Assert.Equal(begun.Sequence, (await CallingHub.SoundsAsync(board))[0].Sequence);
    }

    [Fact]
    public async Task PlainBoard_BrowserRefusesSound_HasAButtonThatAllowsIt()
    {
        await using var refusing = await BrowserProcess.StartAsync(maySound: false);
        var plain = await BrowserFixture.PageAsync(refusing.Browser);
        var asked = new ConcurrentQueue<string>();
        plain.Request += (_, request) => asked.Enqueue(request.Url);
        await plain.GotoAsync(hub.Hub.At("/tongling/board/all/plain?lang=en"));
        await AskedAsync(asked, "answer=blocked");
        await hub.CallAsync();

        await plain.Locator("#sound").ClickAsync();

        await Assertions.Expect(plain.Locator("#sound")).ToBeHiddenAsync();
        await AskedAsync(asked, "answer=played&lease");
    }

    /// <summary>Pictures of boards that may not sound, and of the manager's page when nobody has heard a call for a minute.</summary>
    [Fact(Explicit = true)]
    public async Task BoardsThatMayNotSound_InBothLanguages_ArePictured()
    {
        await using var refusing = await BrowserProcess.StartAsync(maySound: false);
        await using var browser = await BrowserProcess.StartAsync();
        var manager = await BrowserFixture.PageAsync(browser.Browser, new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        foreach (var language in new[] { "zh-CN", "en" })
        {
            foreach (var (name, path) in new[] { ("board-plain-refused", "board/all/plain"), ("board-refused", "board/all") })
            {
                var board =
                    await BrowserFixture.PageAsync(refusing.Browser, new() { ViewportSize = new() { Width = 1920, Height = 1080 } });
                await board.GotoAsync(hub.Hub.At($"/tongling/{path}?lang={language}"));
                await hub.CallAsync();
                await Assertions.Expect(board.Locator("#sound, .board-sound").First).ToBeVisibleAsync();
                await Shots.KeepAsync(board, $"{name}-{language[..2]}");
                await board.CloseAsync();
            }
        }

        foreach (var (language, scheme) in new[] { ("zh-CN", ColorScheme.Dark), ("zh-CN", ColorScheme.Light), ("en", ColorScheme.Light) })
        {
            await manager.EmulateMediaAsync(new() { ColorScheme = scheme });
            await manager.GotoAsync(hub.Hub.At($"/tongling/manager?lang={language}"));
            var alert = manager.GetByText(language == "en" ? "Calls are not heard" : "叫号没有声音").First;
            await Assertions.Expect(alert).ToBeVisibleAsync(new() { Timeout = 120_000 });
            await Shots.KeepAsync(manager, $"manager-voice-silent-{language[..2]}-{scheme}");
        }
    }

    // What a page says is seen on its way: to a browser that refuses sound, a question from outside would be a touch.
    private static Task AskedAsync(ConcurrentQueue<string> asked, string what) => Wait.UntilAsync(
        () => asked.Any(url => url.Contains(what, StringComparison.Ordinal)), $"the page says {what}", TimeSpan.FromSeconds(90));
}
