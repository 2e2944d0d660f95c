using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Hub.Cases;
using Hall.Hub.Exchange;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hall.Web.Tests.Exchange;

/// <summary>What passes for a receipt and what does not: nothing is marked sent that a receiver does not have.</summary>
public sealed class ExchangeReceiptTests : IAsyncDisposable
{
    private const string SignInPage = "<!DOCTYPE html><html><title>Sign in</title><form></form></html>";
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly ListLogger<ExchangePush> _log = new();
    private readonly HubOptions _options;
    private readonly ExchangeOutbox _outbox;
    private readonly ExchangeLine _line;
    private readonly ExchangePush _push;

    public ExchangeReceiptTests()
    {
        _options = new HubOptions { DataFolder = _hall.Folder };
        var store = new CaseStore(_options, new StoreFaults(_hall.Alerts));
        store.Prepare();
        var desk = new CaseService(store, new ContactCipher(_options), new WorkCalendarFile(_options), new CaseSettingsFile(_options),
            _hall.Halls, new ComplaintPace(_hall.Alerts));
        _outbox = new ExchangeOutbox(store, desk, new Databases(_hall));
        _line = new ExchangeLine(new HmacExchangeSigner(_options), _hall.Clock);
        _push = new ExchangePush(_outbox, _line, new ExchangeSettingsFile(_options), _hall.Halls, _hall.Alerts, _hall.Clock, _ => { },
            _log);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Push_Redirect_IsNotFollowedAndNothingIsMarkedSent(int status)
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        server.Answer(status, "", null, "/login");
        Assert.Equal(0, await PushAsync(server));
        Assert.Equal((1, 0), (server.Asked, server.Astray));
        await AssertWaitsAndGoesLaterAsync(server);
    }

    [Theory]
    [InlineData(200, "text/html", SignInPage)]
    [InlineData(200, null, SignInPage)]
    [InlineData(200, "text/html", "\r\n <p>Maintenance</p>")]
    [InlineData(201, "application/xhtml+xml", "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>")]
    [InlineData(409, "text/html", SignInPage)]
    [InlineData(400, "text/html", SignInPage)]
    [InlineData(206, "application/json", "{}")]
    public async Task Push_PageOrOtherAnswer_IsLater(int status, string? type, string body)
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        server.Answer(status, body, type);
        Assert.Equal(0, await PushAsync(server));
        await AssertWaitsAndGoesLaterAsync(server);
    }

    [Theory]
    [InlineData(200, "text/html", "")]
    [InlineData(200, "text/html", "ok")]
    [InlineData(200, "text/html; charset=gbk", "{\"code\":\"0\"}")]
    [InlineData(202, "application/xml", "<result>0</result>")]
    [InlineData(204, null, "")]
    [InlineData(409, "application/json", "{\"code\":\"already\"}")]
    public async Task Push_WhatReceiversAnswerToday_IsAReceipt(int status, string? type, string body)
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        server.Answer(status, body, type);
        Assert.Equal(1, await PushAsync(server));
        Assert.Equal((0, 0), await StandingAsync());
    }

    [Theory]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """{"code":"0"}""", true)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """{"code":0,"message":"成功"}""", true)]
    [InlineData("""{"pointer":"/code","equals":0}""", "\uFEFF{\"code\":\"0\"}", true)]
    [InlineData("""{"pointer":"/data/0/ok","equals":true}""", """{"data":[{"ok":true}]}""", true)]
    [InlineData("""{"pointer":"/a~1b/m~0n","equals":"x"}""", """{"a/b":{"m~n":"x"}}""", true)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """{"code":"1"}""", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """{"code":null}""", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """{"Code":"0"}""", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """["0"]""", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", "", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", "0", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", "{\"code\":\"0\"", false)]
    [InlineData("""{"pointer":"/code","equals":"0"}""", """{"code":"\ud800"}""", false)]
    [InlineData("""{"status":[201]}""", """{"code":"0"}""", false)]
    public async Task Push_ReceiptWithAPointer_IsTakenAtItsWord(string receipt, string answer, bool taken)
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        await WriteAsync(server.Address, $", \"receipt\":{receipt}");
        server.Answer(200, answer, "application/json");
        Assert.Equal(taken ? 1 : 0,
            await _push.PushAsync(_hall.Hall, new ExchangeSettingsFile(_options).Current, TestContext.Current.CancellationToken));
        Assert.Equal((taken ? 0 : 1, 0), await StandingAsync());
    }

    [Theory]
    [InlineData("""{"status":[]}""", "receipt.status")]
    [InlineData("""{"status":[302]}""", "receipt.status")]
    [InlineData("""{"pointer":"/code"}""", "stand together")]
    [InlineData("""{"equals":"0"}""", "stand together")]
    [InlineData("""{"pointer":"code","equals":"0"}""", "receipt.pointer")]
    [InlineData("""{"pointer":"/code","equals":[]}""", "receipt.equals")]
    [InlineData("""{"path":"/code"}""", "exchange.json")]
    public async Task Current_FaultyReceipt_IsAClearFault(string receipt, string sentence)
    {
        await WriteAsync(new("https://exchange.example/"), $", \"receipt\":{receipt}");
        Assert.Contains(sentence, Assert.Throws<InvalidDataException>(() => new ExchangeSettingsFile(_options).Current).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task Push_AnswerOfHundredsOfMegabytes_IsReadNoFurtherThanItsBound(int status)
    {
        const long Whole = 400L * 1024 * 1024;
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        var sent = 0L;
        var over = new TaskCompletionSource();
        server.Answer(async context =>
        {
            context.Response.StatusCode = status;
            var piece = new byte[64 * 1024];
            try
            {
                while (sent < Whole)
                {
                    await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                    sent += piece.Length;

                    // A write to somebody who has gone ends at once and well; that they have gone is told on another thread.
                    await Task.Yield();
                }
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                // The hub has heard enough.
            }

            over.SetResult();
        });
        Assert.Equal(0, await PushAsync(server));
        await over.Task.WaitAsync(Eventually.Longest, TestContext.Current.CancellationToken);

        // What the machine keeps on the way between the two is some MB.
        Assert.InRange(sent, 0, 32L * 1024 * 1024);
        await AssertWaitsAndGoesLaterAsync(server);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Push_SilenceBeforeOrWithinTheAnswer_IsLater(bool begun)
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        server.Answer(async context =>
        {
            if (begun)
            {
                context.Response.ContentLength = 10;
                await context.Response.Body.WriteAsync(new byte[1], context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var push = PushAsync(server);
        await _hall.UntilAsync(() => push.IsCompleted, TimeSpan.FromMilliseconds(200));
        Assert.Equal(0, await push);
        await AssertWaitsAndGoesLaterAsync(server);
    }

    [Fact]
    public async Task Push_AddressOfAnotherMachineWithoutEncryption_WaitsWithAnAlertUntilItIsMended()
    {
        await using var server = await ReceivingServer.StartAsync();
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        await WriteAsync(new("http://192.0.2.7:8080/in?key=secret"), "");
        await _push.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["192.0.2.7:8080"], _hall.Alerts.All.Single(alert => alert.Kind == AlertKind.ExchangeUnencrypted).Arguments);
        Assert.Equal((1, 0), await StandingAsync());

        _hall.Time.Advance(TimeSpan.FromHours(25));
        await _push.LookAsync(TestContext.Current.CancellationToken);
        Assert.Contains(_hall.Alerts.All, alert => alert.Kind == AlertKind.ExchangeStuck);

        await WriteAsync(server.Address, "");
        await _push.LookAsync(TestContext.Current.CancellationToken);
        Assert.Single(server.Taken);
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind is AlertKind.ExchangeUnencrypted or AlertKind.ExchangeStuck);
    }

    [Theory]
    [InlineData("http://192.0.2.7/", "", true)]
    [InlineData("http://exchange.example/", "", true)]
    [InlineData("http://127.0.0.1.exchange.example/", "", true)]
    [InlineData("http://exchange.example/", ", \"plainHttp\": true", false)]
    [InlineData("https://exchange.example/", "", false)]
    [InlineData("http://127.0.0.1:6220/", "", false)]
    [InlineData("http://[::1]:6220/", "", false)]
    [InlineData("http://localhost/", "", false)]
    public async Task IsOpenOnTheWay_AddressWithoutTls_IsOnlyForThisMachineOrWhereItIsAllowed(string address, string more, bool open)
    {
        await WriteAsync(new(address), more);
        Assert.Equal(open, new ExchangeSettingsFile(_options).Current.IsOpenOnTheWay);
    }

    [Fact]
    public async Task Push_ReceiverRepeatsTheMessageWithControlSigns_LogsOneLineWithoutTheCitizensWords()
    {
        await using var server = await ReceivingServer.StartAsync();
        var ticket = await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _hall.DoAsync(new ExplainFeedback(ticket, 1, ["213"], "窗口的人不理我"));
        var said = JsonSerializer.Serialize(new { echo = "窗口的人不理我" });
        server.Answer(503, $"\u001b[31mbusy\r\n\u202eline 窗口的人不理我 {said} 13800001111", "text/plain");
        Assert.Equal(0, await PushAsync(server));
        var line = Assert.Single(_log.Lines);
        Assert.Contains("503", line, StringComparison.Ordinal);
        Assert.Contains("busy", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, sign => char.IsControl(sign) || sign == '\u202e');
        Assert.DoesNotContain("不理", line, StringComparison.Ordinal);
        Assert.DoesNotContain("u4E0D", line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("13800001111", line, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _push.Dispose();
        _line.Dispose();
        await _hall.DisposeAsync();
    }

    private Task<int> PushAsync(ReceivingServer server) =>
        _push.PushAsync(_hall.Hall, new(server.Address), TestContext.Current.CancellationToken);

    private Task WriteAsync(Uri address, string more) =>
        File.WriteAllTextAsync(Path.Combine(_hall.Folder, "exchange.json"), $"{{\"address\":\"{address}\"{more}}}",
            TestContext.Current.CancellationToken);

    private async Task<(int Waiting, int Refused)> StandingAsync()
    {
        var (waiting, refused, _) = await _outbox.StandingAsync(_hall.Hall.Id.Value);
        return (waiting, refused);
    }

    private async Task AssertWaitsAndGoesLaterAsync(ReceivingServer server)
    {
        Assert.Equal((1, 0), await StandingAsync());
        _hall.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await PushAsync(server));
        Assert.Single(server.Taken);
        Assert.Equal((0, 0), await StandingAsync());
    }
}
