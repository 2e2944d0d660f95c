using System.Net;
using System.Text.Json.Nodes;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Surfaces.Teller;

/// <summary>The small window beside another program: the same session and counter, and nobody else's.</summary>
public sealed class SmallWindowTests : IAsyncLifetime
{
    private const string Small = "/demo-small/counter/1/small";
    private static readonly CounterId One = new("1");
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Act_AtTheOwnCounter_GoesThroughAWholeVisit()
    {
        await OpenAsync(Role.Teller);
        await DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        var teller = await _hub.SignedInAsync(Role.Teller);
        var called = await ActAsync(teller, "Next");
        Assert.Equal(("calling", "A001", "Start"), (Text(called, "kind"), Text(called, "number"), Text(called["primary"]!, "act")));

        // The button of before is no other button: pressed twice it does nothing twice.
        Assert.NotEqual("", Text(await ActAsync(teller, "Next"), "notice"));
        Assert.Equal("serving", Text(await ActAsync(teller, "Start"), "kind"));
        var completed = await ActAsync(teller, "Complete");
        Assert.True(Text(completed, "kind") == "idle", Text(completed, "notice"));
        Assert.Equal("serving", Text(await ActAsync(teller, "Undo"), "kind"));
    }

    [Fact]
    public async Task Act_NoShowBeforeItsTime_AsksOnce()
    {
        await OpenAsync(Role.Teller);
        await DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        await DoAsync(new CallNext(One));
        var teller = await _hub.SignedInAsync(Role.Teller);
        var asked = await ActAsync(teller, "NoShow");
        Assert.Equal(("NoShow", "calling"), (Text(asked, "sure"), Text(asked, "kind")));
        Assert.Equal("idle", Text(await ActAsync(teller, "NoShow?sure=true"), "kind"));
    }

    [Fact]
    public async Task Act_AtTheCounterOfAnother_DoesNothingAndSaysSo()
    {
        var other = new AccountDraft { Staff = "other", Name = "Other", Roles = [Role.Teller] };
        await _hub.Office.HireAsync("test", other, PeopleHub.Password);
        await OpenAsync("other");
        await DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        var teller = await _hub.SignedInAsync(Role.Teller);
        var answer = await ActAsync(teller, "Next");
        Assert.Null(answer["primary"]);
        Assert.NotEqual("", Text(answer, "notice"));
        Assert.Equal(CounterState.Idle, _hub.Hall.Snapshot.Counter(One)!.Counter.State);
    }

    [Theory]
    [InlineData("Nothing")]
    [InlineData("3")]
    public async Task Act_ThatIsNone_IsNotFound(string act)
    {
        var teller = await _hub.SignedInAsync(Role.Teller);
        using var answer = await teller.Client.PostAsync($"{Small}/{act}", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Page_OfACounter_MayBeFramedByThisHubAndItsStreamSpeaksAtOnce()
    {
        await OpenAsync(Role.Teller);
        var teller = await _hub.SignedInAsync(Role.Teller);
        using var page = await teller.GetAsync(Small);
        Assert.Contains("frame-ancestors 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var console = await teller.GetAsync("/demo-small/counter/1");
        Assert.Contains("frame-ancestors 'none'", console.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        await using var stream = await teller.Client.GetStreamAsync($"{Small}/stream", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var line = "";
        while (line?.StartsWith("data:", StringComparison.Ordinal) == false)
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal("Next", Text(JsonNode.Parse(line!["data:".Length..])!["primary"]!, "act"));
    }

    [Fact]
    public async Task ToldOnce_APaperTicked_IsNoLongerAmongWhatIsMissing()
    {
        await OpenAsync(Role.Teller);
        await DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        await DoAsync(new CallNext(One));
        var paper = Assert.Single(_hub.Hall.Snapshot.Plan.Services[new("A01")].Documents["zh-CN"]);
        var teller = await _hub.SignedInAsync(Role.Teller);
        var before = await SheetAsync(teller);
        Assert.True(before.Contains("还缺 1 件", StringComparison.Ordinal) && before.Contains(paper, StringComparison.Ordinal));

        await DoAsync(new TickPaper(One, new("A01"), paper, true));
        var after = await SheetAsync(teller);
        Assert.DoesNotContain("还缺", after, StringComparison.Ordinal);
        Assert.Contains("材料齐全", after, StringComparison.Ordinal);
    }

    private static async Task<string> SheetAsync(Visitor visitor)
    {
        using var answer = await visitor.GetAsync("/demo-small/counter/1/told-once");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static async Task<JsonNode> ActAsync(Visitor visitor, string act)
    {
        using var answer = await visitor.Client.PostAsync($"{Small}/{act}", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task DoAsync(HallCommand command) => Assert.Null((await _hub.Hall.ExecuteAsync(command)).Rejection);

    // The list of tellers follows the accounts a moment later.
    private Task OpenAsync(string staff) => Eventually.HoldsAsync(async () =>
        (await _hub.Hall.ExecuteAsync(new OpenCounter(One, new(staff)))).Succeeded);
}
