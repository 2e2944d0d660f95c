using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Hall.Core.Engine;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hall.Web.Tests.Security;

/// <summary>Bodies that are too large or no bodies at all, at every address: refused in words, and nothing of them is kept.</summary>
public sealed partial class BodyTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private const string Multipart = "multipart/form-data; boundary=x";
    private static readonly string[] NoBodies = ["GET", "HEAD", "OPTIONS"];

    [Fact]
    public async Task Send_BodyOverTheBoundToEveryAddress_Is413WhateverItsShapeAndLeavesNothing()
    {
        using var client = hub.As(KeyRole.Manager);
        var (events, before) = (await EventsAsync(), Kept());
        var found = new List<string>();
        var addresses = Addresses();
        Assert.True(addresses.Count > 30, string.Join('\n', addresses));
        foreach (var (method, path) in addresses)
        {
            var bound = BodyBounds.Of(path);
            foreach (var (type, chunked) in new[] { ("application/x-www-form-urlencoded", true), (Multipart, true),
                ("application/json", true), ("application/json", false) })
            {
                using var answer =
                    await client.SendAsync(Request(method, path, type, new byte[bound + 1], chunked),
                        TestContext.Current.CancellationToken);
                if (answer.StatusCode != HttpStatusCode.RequestEntityTooLarge)
                {
                    found.Add($"{method} {path} {type}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Equal((events, before), (await EventsAsync(), Kept()));
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData(Multipart, "nonsense")]
    [InlineData(Multipart, "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf")]
    [InlineData(Multipart, "--x\r\nnonsense\r\n\r\na\r\n--x--\r\n")]
    [InlineData(Multipart, "--x\r\nContent-Disposition: ;;;\r\n\r\na\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=\"\"", "--\r\n")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "a=%FF%")]
    [InlineData("application/x-www-form-urlencoded", "\0=\u0001&&&==%%%")]
    [InlineData("nonsense", "nonsense")]
    public async Task Send_BrokenBodyToEveryAddress_IsNeverAFaultOfTheHub(string type, string body)
    {
        using var client = hub.As(KeyRole.Manager);
        var found = new List<string>();
        foreach (var (method, path) in Addresses())
        {
            using var answer =
                await client.SendAsync(Request(method, path, type, Encoding.Latin1.GetBytes(body), chunked: true),
                    TestContext.Current.CancellationToken);
            var isForm = type == Multipart || type.StartsWith("multipart/form-data", StringComparison.Ordinal);
            if ((int)answer.StatusCode >= 500
                || (isForm && !path.StartsWith("/api/", StringComparison.Ordinal) && answer.StatusCode != HttpStatusCode.BadRequest))
            {
                found.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Send_FormOfTheUsualSizeInAnyShape_IsReadAsBefore()
    {
        using var client = hub.Anonymous();
        using var office = hub.As(KeyRole.Manager);
        using var issued = await office.SendAsync("/tickets", new { service = "A01" });
        var token = (await issued.JsonAsync()).GetProperty("token").GetString();
        var parts = new MultipartFormDataContent { { new StringContent("3"), "places" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/t/{token}/later") { Content = parts };
        request.Headers.TransferEncodingChunked = true;

        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var phone = new HttpClient(handler) { BaseAddress = hub.Address };
        using var answer = await phone.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.SeeOther, $"/t/{token}?done=later"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Send_TooMuchFromABrowser_IsSaidOnAPageInBothLanguages()
    {
        using var client = hub.Anonymous();
        foreach (var (language, title) in new[] { ("en", "This was too much at once"), ("zh-CN", "内容太多") })
        {
            using var request = Request("POST", $"/sign-in?lang={language}", "application/x-www-form-urlencoded",
                new byte[BodyBounds.Usual + 1], chunked: true);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains(title, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Send_AnUploadThatIsHeldOpen_IsAnsweredAtItsBoundAndNotKept()
    {
        var before = Kept();
        using var line = new TcpClient();
        await line.ConnectAsync(hub.Address.Host, hub.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = line.GetStream();
        var head =
            $"POST /sign-in HTTP/1.1\r\nHost: {hub.Address.Authority}\r\nContent-Type: {Multipart}\r\nTransfer-Encoding: "
                + $"chunked\r\n\r\n{BodyBounds.Usual + 1:x}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        await stream.WriteAsync(new byte[BodyBounds.Usual + 1], TestContext.Current.CancellationToken);
        var answer = new byte[12];
        await stream.ReadExactlyAsync(answer, TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(Eventually.Longest, TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 413", Encoding.ASCII.GetString(answer));
        Assert.Equal(before, Kept());
    }

    [Fact]
    public void Larger_EveryBound_IsReadInMemoryOrTheUploadFolderAndNeverInTheMachinesOwn()
    {
        Assert.True(hub.App.Services.GetRequiredService<IOptions<FormOptions>>().Value.MemoryBufferThreshold >= BodyBounds.Largest);
        Assert.Equal([("photo", 1L), ("configuration", 4L), ("spreadsheet", 8L), ("circuit", 0L)],
            BodyBounds.Larger.Select(bound => (bound.Name, bound.Megabytes)));
        Assert.Equal(BodyBounds.Usual, BodyBounds.Of("/_blazorx"));
    }

    // Asked of the hall itself: a snapshot is painted some time after what it shows.
    private async Task<long> EventsAsync() => (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version;

    // Whatever lies in the data folder because of a body.
    private int Kept() =>
        Directory.Exists(Path.Combine(hub.Folder, UploadFolder.Name))
            ? Directory.GetFiles(Path.Combine(hub.Folder, UploadFolder.Name)).Length
            : 0;

    // Every address that takes a body: those that say so, the pages, which take forms, and some that are none.
    private List<(string Method, string Path)> Addresses() =>
    [
        .. hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
                    ? methods
                    : ["POST"]).Except(NoBodies)
                .Select(method =>
                    (method, Place().Replace($"/{endpoint.RoutePattern.RawText!.Trim('/')}", place => place.Groups[1].Value switch
                {
                    "hall" => "demo-small",
                    "board" => "all",
                    "documentName" => "v1",
                    _ => "1",
                })))).Append(("POST", "/nowhere/at/all")).Append(("PUT", "/sign-in")).Append(("POST", "/assets/hall.css")).Distinct(),
    ];

    private static HttpRequestMessage Request(string method, string path, string type, byte[] body, bool chunked)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }

    [GeneratedRegex(@"\{\**([A-Za-z]+)[^}]*\}")]
    private static partial Regex Place();
}
