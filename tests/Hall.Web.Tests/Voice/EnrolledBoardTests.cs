using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hall.Hub.Screens;
using Hall.Hub.Voice;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Voice;

/// <summary>A plain board on the screen that is enrolled for it, as its browser speaks with the hub.</summary>
public sealed partial class EnrolledBoardTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_OfTheEnrolledScreen_TakesTheLeaseFromAPageThatSoundedAndLosesItWithTheStream()
    {
        await using var hub = await PeopleHub.StartAsync();
        var loudspeakers = hub.Get<LoudspeakerDirectory>();
        var loudspeaker = loudspeakers.At(hub.Hall, "all")!;
        var given = new List<SoundOrder>();
        var tab = new VoicePlayer("demo-small/all", isOwn: false, confirms: false, given.Add);
        loudspeakers.Join(loudspeaker, tab);
        loudspeaker.Answer(tab, SoundAnswer.Played);

        var screen = await EnrolledAsync(hub, new("demo-small", "board", "all"));
        using var stream = await screen.Client.GetAsync("/demo-small/board/all/stream", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Token));
        var address = (await ToldAsync(reader, "join")).GetString()!;
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(screen, address));
        Call(hub, loudspeakers);
        var order = await ToldAsync(reader, "speak");

        Assert.Empty(given);
        using var sound = await screen.GetAsync(order.GetProperty("url").GetString()!);
        Assert.Equal("audio/wav", sound.Content.Headers.ContentType?.MediaType);
        Assert.Contains(order.GetProperty("lines").EnumerateArray(),
            line => line.GetProperty("words").GetString()!.Contains("A, 0 0 1", StringComparison.Ordinal));

        stream.Dispose();
        await Eventually.HoldsAsync(() => given.Count == 1);
        await Eventually.HoldsAsync(async () => await PostAsync(screen, address) == HttpStatusCode.NotFound);
    }

    private static void Call(PeopleHub hub, LoudspeakerDirectory loudspeakers) => loudspeakers.Announce(
        hub.Hall.Id, new(1_000, "A001", "1", "A", hub.Hall.Now, false), TimeSpan.Zero, hub.Hall.Snapshot.Plan.Configuration);

    private static async Task<HttpStatusCode> PostAsync(Visitor screen, string path)
    {
        using var answer = await screen.Client.PostAsync(new Uri(path, UriKind.Relative), null, Token);
        return answer.StatusCode;
    }

    // What the stream tells the page's script next, of this kind.
    private static async Task<JsonElement> ToldAsync(StreamReader stream, string kind)
    {
        while (true)
        {
            if (await stream.ReadLineAsync(Token) == "event: voice")
            {
                var told = JsonDocument.Parse((await stream.ReadLineAsync(Token))!["data: ".Length..]).RootElement;
                if (told.TryGetProperty(kind, out var found))
                {
                    return found;
                }
            }
        }
    }

    private static async Task<Visitor> EnrolledAsync(PeopleHub hub, ScreenPlace place)
    {
        var machine = hub.Visit();
        var page = await machine.ReadAsync("/screen?to=%2Fdemo-small%2Fboard%2Fall");
        var code = Code().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Null(await hub.Get<ScreenService>().ConfirmAsync("test", code, place, "Board"));
        using var given = await machine.GetAsync("/screen");
        Assert.Equal("/demo-small/board/all", given.Headers.Location?.OriginalString);
        return machine;
    }

    [GeneratedRegex("aria-label=\"([A-Z0-9 ]{11})\"")]
    private static partial Regex Code();
}
