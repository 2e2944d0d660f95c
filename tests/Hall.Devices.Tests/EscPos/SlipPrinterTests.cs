using Hall.Devices.Emulation;
using Hall.Devices.EscPos;
using Hall.Devices.Links;
using Hall.Devices.Slips;
using Hall.Devices.Tests.Slips;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.EscPos;

public sealed class SlipPrinterTests : IAsyncDisposable
{
    private static readonly Slip Ticket = Slip.Of(("hall", "政务大厅"), ("number", "A012"), ("ahead", "3"), ("url", "http://hall/t/1"))
        .With("documents", "身份证");
    private static readonly TimeSpan GivesUpSoon = TimeSpan.FromSeconds(2);
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryLink _link = new("printer");
    private readonly EscPosPrinterEmulator _paper = new();

    // The test's clock runs faster than a busy machine answers: an answer may take long here, and giving up comes soon.
    private readonly SlipPrinterOptions _options =
        new() { AnswerWithin = TimeSpan.FromSeconds(20), PrintWithin = TimeSpan.FromSeconds(60), GiveUpAfter = TimeSpan.FromMinutes(2) };
    private SlipPrinter? _printer;
    private Hosted? _hub;
    private Hosted? _device;

    [Fact]
    public async Task PrintAsync_ReadyPrinter_PrintsOnceAndSaysSo()
    {
        var result = await PrintAsync(Start());

        Assert.Equal(new PrintResult(PrintOutcome.Printed, 1, "", []) with { Lacking = result.Lacking }, result);
        var text = Assert.Single(_paper.Papers);
        Assert.StartsWith("政务大厅\nA012\n", text, StringComparison.Ordinal);
        Assert.Contains("前面还有 3 人等候\n请准备好：\n· 身份证\n[QR http://hall/t/1]\n手机扫码看进度，不用守在屏幕前\n", text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("COPY", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrintAsync_NoPaper_PrintsNothingAndSaysWhy()
    {
        _paper.LinesLeft = 0;

        var result = await PrintAsync(Start(_options with { GiveUpAfter = GivesUpSoon }));

        Assert.Equal((PrintOutcome.NotPrinted, 0), (result.Outcome, result.Copies));
        Assert.Contains("no paper", result.Reason, StringComparison.Ordinal);
        Assert.Empty(_paper.Papers);
    }

    [Fact]
    public async Task PrintAsync_CoverOpenAndThenClosed_PrintsOnceUnmarked()
    {
        _paper.IsCoverOpen = true;
        var printing = Start().PrintAsync(Ticket, CancellationToken.None);
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(10), () => _printer!.Status.IsCoverOpen, "the open cover is seen");
        _paper.IsCoverOpen = false;

        var result = await DoneAsync(printing);

        Assert.Equal((PrintOutcome.Printed, 1), (result.Outcome, result.Copies));
        Assert.DoesNotContain("COPY", Assert.Single(_paper.Papers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrintAsync_PaperRunsOutInTheMiddle_PrintsASecondMarkedCopy()
    {
        _paper.LinesLeft = 2;
        var printing = Start().PrintAsync(Ticket, CancellationToken.None);
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(10), () => _printer!.Status.IsPaperOut, "the missing paper is seen");
        _paper.LinesLeft = 1000;

        var result = await DoneAsync(printing);

        Assert.Equal((PrintOutcome.Printed, 2), (result.Outcome, result.Copies));
        Assert.Contains("COPY 2", _paper.Papers[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrintAsync_PaperRunsOutForGood_EndsAsUnknown()
    {
        _paper.LinesLeft = 2;

        var result = await PrintAsync(Start(_options with { GiveUpAfter = GivesUpSoon }));

        Assert.Equal((PrintOutcome.Unknown, 1), (result.Outcome, result.Copies));
        Assert.Contains("no paper", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrintAsync_NoLine_GivesUpWithNothingPrinted()
    {
        _link.Refuse(new LinkException(LinkTrouble.Gone, "away"));

        var result = await PrintAsync(Start(_options with { GiveUpAfter = GivesUpSoon }));

        Assert.Equal((PrintOutcome.NotPrinted, "The printer is not connected."), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task PrintAsync_MutePrinter_IsNotSentATicket()
    {
        _paper.IsMute = true;

        var result = await PrintAsync(Start(_options with { AnswerWithin = TimeSpan.FromMilliseconds(500), GiveUpAfter = GivesUpSoon }));

        Assert.Equal(PrintOutcome.NotPrinted, result.Outcome);
        Assert.Contains("does not answer", result.Reason, StringComparison.Ordinal);
        Assert.Empty(_paper.Papers);
    }

    [Fact]
    public async Task PrintAsync_PrinterThatNeverAnswers_IsSentTheTicketUnasked()
    {
        _paper.IsMute = true;

        var result = await PrintAsync(Start(_options with { Answers = false }));

        Assert.Equal(PrintOutcome.Sent, result.Outcome);
        await Eventually.Holds(() => _paper.Papers.Count == 1, "the ticket comes out");
    }

    [Fact]
    public async Task PrintAsync_TooManyWaiting_TurnsTheLastAwayAtOnce()
    {
        _paper.LinesLeft = 0;
        var made = Start(_options with { MostWaiting = 2, GiveUpAfter = GivesUpSoon });
        var first = made.PrintAsync(Ticket, CancellationToken.None);
        var second = made.PrintAsync(Ticket, CancellationToken.None);

        var third = await made.PrintAsync(Ticket, CancellationToken.None).Soon();

        Assert.Equal((PrintOutcome.NotPrinted, "Too many tickets wait for this printer."), (third.Outcome, third.Reason));
        await DoneAsync(first);
        await DoneAsync(second);
    }

    [Fact]
    public async Task PrintAsync_OverTcp_Prints()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        using var stop = new CancellationTokenSource();
        using var made = new SlipPrinter(Press(), _options, TimeProvider.System, NullLogger.Instance);
        await using var hosted = new Hosted(new TcpLink("127.0.0.1", port, TimeProvider.System), made.RunAsync);
        using var accepted = await listener.AcceptTcpClientAsync(stop.Token).AsTask().Soon();
        var serving = _paper.RunAsync(new StreamPipe(accepted.GetStream()), stop.Token);
        await hosted.UpAsync();

        var result = await made.PrintAsync(Ticket, CancellationToken.None).Soon();

        Assert.Equal(PrintOutcome.Printed, result.Outcome);
        Assert.Single(_paper.Papers);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    public async ValueTask DisposeAsync()
    {
        await (_hub?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_device?.DisposeAsync() ?? ValueTask.CompletedTask);
        _printer?.Dispose();
    }

    private static SlipRenderer Press() => new(SlipTemplate.Parse(SlipTemplateTests.Shipped()));

    private SlipPrinter Start(SlipPrinterOptions? with = null)
    {
        _printer = new SlipPrinter(Press(), with ?? _options, _time, NullLogger.Instance);
        _hub = new Hosted(_link, _printer.RunAsync, _time);
        _device = new Hosted(new FarEnd(_link), _paper.RunAsync);
        return _printer;
    }

    private Task<PrintResult> PrintAsync(SlipPrinter made) => DoneAsync(made.PrintAsync(Ticket, CancellationToken.None));

    private async Task<PrintResult> DoneAsync(Task<PrintResult> printing)
    {
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(10), () => printing.IsCompleted, "the slip is done");
        return await printing;
    }

    private sealed class StreamPipe(Stream stream) : System.IO.Pipelines.IDuplexPipe
    {
        public System.IO.Pipelines.PipeReader Input { get; } = System.IO.Pipelines.PipeReader.Create(stream);

        public System.IO.Pipelines.PipeWriter Output { get; } = System.IO.Pipelines.PipeWriter.Create(stream);
    }
}
