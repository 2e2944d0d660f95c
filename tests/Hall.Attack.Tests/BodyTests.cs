using System.Net;
using System.Net.Sockets;
using System.Text;
using Hall.Browser.Tests.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Tests.Security;

namespace Hall.Attack.Tests;

/// <summary>
/// Bodies of every kind at every address that takes one: refused in words, and nothing of them is left on the disk or in the hall.
/// </summary>
public sealed class BodyTests(AttackedHub hub)
{
    private const string Multipart = "multipart/form-data; boundary=x";
    private const string Plain = "application/x-www-form-urlencoded";

    [Fact]
    public async Task Send_EveryKindOfBodyToEveryAddress_IsRefusedAndLeavesNothing()
    {
        (string Kind, string Type, byte[] Body, bool IsTooLarge)[] kinds =
        [
            ("a form one byte too long", Plain, new byte[BodyBounds.Usual + 1], true),
            ("a multipart one byte too long", Multipart, new byte[BodyBounds.Usual + 1], true),
            ("half a multipart", Multipart, "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf"u8.ToArray(), false),
            ("no multipart", "multipart/form-data", "x"u8.ToArray(), false),
            ("JSON that never ends", "application/json", Encoding.ASCII.GetBytes(new string('[', 60_000)), false),
            ("JSON of another shape", "application/json", "{\"a\":null,\"a\":{}}"u8.ToArray(), false),
            ("a form of nothing", Plain, "&&&==%%%\0"u8.ToArray(), false),
            ("ten thousand fields", Plain, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 9_000)
            .Select(field => $"{field}=&"))), false),
        ];
        var (before, found) = (Traces(), new List<string>());
        using var program = hub.Program(hub.Keys[KeyRole.Manager]);
        foreach (var address in FormTests.FormsOf(hub).SelectMany(address =>
            (address.Methods.Count == 0 ? ["POST"] : address.Methods.Except(["GET", "HEAD"])).Select(method => (method, address.Pattern))))
        {
            foreach (var (kind, type, body, isTooLarge) in kinds)
            {
                using var answer = await program.SendAsync(Request(address.method, AddressTable.At(address.Pattern), type, body),
                    TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode >= 500 || (isTooLarge && answer.StatusCode != HttpStatusCode.RequestEntityTooLarge))
                {
                    found.Add($"{kind} to {address.Pattern}: {answer.StatusCode}");
                }
            }
        }

        Assert.Equal([], found);
        Assert.Equal(before, Traces());
        hub.HasNoFaults();
    }

    [Fact]
    public async Task Send_SixUploadsHeldOpen_AreAnsweredAtTheBoundAndLieNowhere()
    {
        var ticket = await Ticket.IssueAsync(hub);
        var (before, lines) = (Traces(), new List<TcpClient>());
        foreach (var path in new[] { $"{ticket.Path}/complain", "/sign-in", $"{ticket.Path}/rate", "/setup/x", "/c/demo-small/1/x",
            $"{ticket.Path}/later" })
        {
            var line = new TcpClient();
            lines.Add(line);
            await line.ConnectAsync(hub.Process.Address.Host, hub.Process.Address.Port, TestContext.Current.CancellationToken);
            var head = $"POST {path} HTTP/1.1\r\nHost: {hub.Process.Address.Authority}\r\nX-Forwarded-For: {AttackedHub.FreshAddress()}\r\n"
                + $"Content-Type: {Multipart}\r\nTransfer-Encoding: chunked\r\n\r\n";
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{head}{BodyBounds.Usual + 1:x}\r\n"),
                TestContext.Current.CancellationToken);
            await line.GetStream().WriteAsync(new byte[BodyBounds.Usual + 1], TestContext.Current.CancellationToken);
            var answer = new byte[12];
            await line.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(Wait.Longest, TestContext.Current.CancellationToken);
            Assert.Equal("HTTP/1.1 413", Encoding.ASCII.GetString(answer));
        }

        Assert.Equal(before, Traces());
        lines.ForEach(line => line.Dispose());
    }

    // What a body may leave: events, files of the framework in the machine's folder, files of the hub's own.
    private (long Events, long Complaints, int Framework, int Uploads) Traces()
    {
        var uploads = Path.Combine(hub.Process.DataFolder, UploadFolder.Name);
        return (hub.Rows("hall.db", "journal"), hub.Rows("care.db", "complaints"),
            Directory.GetFiles(Path.GetTempPath(), "ASPNETCORE_*").Length,
            Directory.Exists(uploads) ? Directory.GetFiles(uploads).Length : 0);
    }

    private static HttpRequestMessage Request(string method, string path, string type, byte[] body)
    {
        var content = new ByteArrayContent(BodyBounds.Of(path) > BodyBounds.Usual && body.Length > BodyBounds.Usual
            ? new byte[BodyBounds.Of(path) + 1] : body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Forwarded-For", AttackedHub.FreshAddress());
        return request;
    }
}
