using System.Net.Http.Headers;
using System.Net.Http.Json;
using Hall.Browser.Tests.Hosting;
using Hall.Storage.Keys;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A sound that a board has begun.</summary>
/// <param name="Url">Where it came from.</param>
/// <param name="Ended">Whether it was played to its end.</param>
/// <param name="Stopped">Whether it was stopped before.</param>
public sealed record BoardSound(string Url, bool Ended, bool Stopped)
{
    /// <summary>Which announcement it was.</summary>
    public string Sequence => Path.GetFileNameWithoutExtension(Url.Split('?')[0]);
}

/// <summary>A quiet hub whose counters call when they are told to, and boards that note what they sound.</summary>
public sealed class CallingHub : IAsyncLifetime
{
    private const string Hall = "tongling";
    private const float PatienceMs = 90_000;

    // What a page plays from the hub comes as a blob, the try-out of a silent sound does not.
    private const string Notes = """
        window.sounds = [];
        (function () {
          const open = XMLHttpRequest.prototype.open, play = HTMLMediaElement.prototype.play;
          let url = '';
          XMLHttpRequest.prototype.open = function (method, address) {
            if (/\.wav/.test(address)) { url = address; }
            return open.apply(this, arguments);
          };
          HTMLMediaElement.prototype.play = function () {
            if (this.src.startsWith('blob:')) {
              const sound = { url: url, playing: false, ended: false, stopped: false };
              window.sounds.push(sound);
              this.addEventListener('playing', () => { sound.playing = true; });
              this.addEventListener('ended', () => { sound.ended = true; });
              this.addEventListener('pause', () => { sound.stopped = !this.ended; });
            }
            return play.apply(this, arguments);
          };
        }());
        """;

    private readonly HttpClient _client = new();
    private int _counter;

    /// <summary>The hub.</summary>
    public HubProcess Hub { get; private set; } = null!;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Hub = await HubProcess.StartAsync("--demo --speed 0");
        var key = new KeyStore(Hub.DataFolder, TimeProvider.System).Create("caller", KeyRole.Integration);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        for (var counter = 1; counter <= 6; counter++)
        {
            await PostAsync($"counters/{counter}/open", new { teller = $"100{counter}" });
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Hub.DisposeAsync();
    }

    /// <summary>The next counter calls somebody who has just come.</summary>
    public async Task CallAsync()
    {
        var counter = (_counter++ % 6) + 1;
        if (_counter > 6)
        {
            await PostAsync($"counters/{counter}/start");
            await PostAsync($"counters/{counter}/complete");
        }

        await PostAsync("tickets", new { service = "A06" });
        await PostAsync($"counters/{counter}/call-next");
    }

    /// <summary>Opens a board that notes its sounds.</summary>
    public async Task<IPage> BoardAsync(BrowserProcess browser, string path = "board/all")
    {
        var page = await BrowserFixture.PageAsync(browser.Browser);
        await page.AddInitScriptAsync(Notes);
        await page.GotoAsync(Hub.At($"/{Hall}/{path}?lang=en"));
        return page;
    }

    /// <summary>Waits until a board has sounded so many to their end.</summary>
    public static Task EndedAsync(IPage board, int count) =>
        UntilAsync(board, $"window.sounds.filter(sound => sound.ended).length >= {count}");

    /// <summary>Waits until a sound of a board has begun.</summary>
    public static Task BegunAsync(IPage board) => UntilAsync(board, "window.sounds.some(sound => sound.playing)");

    /// <summary>Waits for a condition of a page.</summary>
    public static Task UntilAsync(IPage board, string condition) =>
        board.WaitForFunctionAsync($"() => {condition}", null, new() { Timeout = PatienceMs, PollingInterval = 100 });

    /// <summary>What a board has begun to sound.</summary>
    public static async Task<IReadOnlyList<BoardSound>> SoundsAsync(IPage board) =>
        [.. (await board.EvaluateAsync<string[]>("() => window.sounds.map(sound => [sound.url, sound.ended, sound.stopped].join(' '))"))
            .Select(noted => noted.Split(' ')).Select(noted => new BoardSound(noted[0], noted[1] == "true", noted[2] == "true"))];

    private async Task PostAsync(string path, object? body = null)
    {
        using var answer = await _client.PostAsJsonAsync(Hub.At($"/api/v1/halls/{Hall}/{path}"), body ?? new { });
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
