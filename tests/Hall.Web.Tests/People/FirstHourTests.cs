using System.Diagnostics;
using System.Globalization;
using System.Net;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;

namespace Hall.Web.Tests.People;

/// <summary>The first hour, as somebody who has never seen the program walks it: from the link on the console to the first called
/// number.</summary>
public sealed class FirstHourTests : IAsyncLifetime
{
    private readonly List<string> _steps = [];
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync(bare: true);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task NewHall_FiveServicesHoursTwoWindows_CallsItsFirstNumberOnTheSameEvening()
    {
        var began = Stopwatch.GetTimestamp();
        var link = await _hub.SetupLinkAsync();
        using (var made = await _hub.Visit().FillInAsync(link, link, ("staff", "1000"), ("name", "管理员"), ("fresh", PeopleHub.Password),
            ("again", PeopleHub.Password)))
        {
            Step("administrator", made);
        }

        var manager = await _hub.SignedInAsync("1000");
        await AnswerAsync(manager, "Hall", ("kind", "empty"), ("hall", "xining"), ("chinese", "西宁大厅"), ("timeZone", "Asia/Shanghai"),
            ("language", "zh-CN"));
        await AnswerAsync(manager, "Zones", ("lines", "A 综合 / General"));
        await AnswerAsync(manager, "Services", ("lines",
            "A 参保证明打印 / Certificate 3\nA 退休申请 / Retirement 12\nA 医疗费用报销 / Reimbursement 10\n"
                + "A 社会保障卡申领 / Card 6\nA 失业登记 / Unemployment 8"));
        await AnswerAsync(manager, "Counters", ("counters-A", "2"));
        await AnswerAsync(manager, "Kiosks", ("kiosks", "1"));
        await AnswerAsync(manager, "Hours", ("day-Monday", "on"), ("from", "08:30"), ("to", "17:00"), ("always", "on"));

        var machine = _hub.Visit();
        Assert.Contains("data-screen-code", await machine.ReadAsync("/sign-in?returnUrl=%2Fxining%2Fkiosk%2F1"), StringComparison.Ordinal);
        await machine.ReadAsync("/screen?to=%2Fxining%2Fkiosk%2F1");
        var waiting = Assert.Single(_hub.Get<ScreenCodes>().Waiting);
        Assert.Null(await _hub.Get<ScreenService>().ConfirmAsync("1000", waiting.Code, ScreenPlace.OfPath(waiting.Wanted)!, "取号机 1"));
        _steps.Add("kiosk enrolled");
        Assert.Empty((await _hub.Office.HireAsync("1000", new AccountDraft { Staff = "1001", Name = "王秀兰", Roles = [Role.Teller] },
            PeopleHub.Password)).Faults);
        _steps.Add("teller's account");

        var hall = _hub.Get<IHallDirectory>().Find(new HallId("xining"))!;
        var issued = await hall.ExecuteAsync(new IssueTicket([new("A02")], PriorityCode.None, Kiosk: new("1")),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(issued.Rejection);
        _steps.Add("first ticket");
        Assert.Null((await hall.ExecuteAsync(new OpenCounter(new("1"), new("1001")),
            cancellationToken: TestContext.Current.CancellationToken)).Rejection);
        var called = await hall.ExecuteAsync(new CallNext(new("1")), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("A001", called.Ticket!.Ticket.Number);
        _steps.Add("first call");

        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture,
            $"First hour: {_steps.Count} steps ({string.Join(", ", _steps)}), ")
            + string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s of the machine's time"));
        Assert.Equal(11, _steps.Count);
    }

    private void Step(string name, HttpResponseMessage answer)
    {
        Assert.Equal((name, HttpStatusCode.SeeOther), (name, answer.StatusCode));
        _steps.Add(name);
    }

    private async Task AnswerAsync(Visitor visitor, string step, params (string, string)[] fields)
    {
        using var answer = await visitor.FillInAsync("/setup", "/setup", [("step", step), .. fields]);
        Step(step, answer);
    }
}
