using System.Net;
using Hall.Hub.Accounts;
using Hall.Web.Composition;

namespace Hall.Attack.Tests;

/// <summary>What somebody says of themselves in a header, or of where to go, is not believed.</summary>
public sealed class SpoofTests(AttackedHub hub)
{
    private static readonly string[] ReturnUrls = ["/look?returnUrl={0}", "/hand-over?returnUrl={0}", "/sign-in?returnUrl={0}",
        "/screen?to={0}", "/sign-in/openid?returnUrl={0}", "/refused?from={0}", "/password?returnUrl={0}", "/{0}"];

    [Theory]
    [InlineData("127.0.0.1, 203.0.113.9")]
    [InlineData("::1, 203.0.113.9")]
    [InlineData("localhost, 203.0.113.9")]
    [InlineData("203.0.113.9:80")]
    [InlineData("[2001:db8::9]:443")]
    [InlineData("::ffff:203.0.113.9")]
    [InlineData("127.0.0.1,127.0.0.1,203.0.113.9")]
    public async Task Get_WhatIsForTheHubsOwnComputer_IsNotGivenToWhomAProxySpeaksFor(string forwarded)
    {
        foreach (var path in new[] { "/metrics", "/openapi/v1.json" })
        {
            using var visitor = hub.Visit(forwarded);
            visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("Forwarded", "for=127.0.0.1");
            visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Real-IP", "127.0.0.1");
            visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("X-Client-IP", "127.0.0.1");
            using var answer = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("127.1.evil")]
    [InlineData("[::2]")]
    public async Task Get_UnderAForeignName_OpensNothingAndLeadsNowhereElse(string host)
    {
        foreach (var (path, status) in new[] { ("/metrics", HttpStatusCode.Unauthorized),
            ("/openapi/v1.json", HttpStatusCode.Unauthorized), ("/demo-small/manager", HttpStatusCode.Redirect) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            (request.Headers.Host, request.Headers.ConnectionClose) = (host, false);
            request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");
            request.Headers.Accept.ParseAdd("text/html");
            using var program = hub.Program(null);
            program.DefaultRequestHeaders.Remove("X-Forwarded-For");
            using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, answer.StatusCode);
            Assert.False(answer.Headers.Location?.IsAbsoluteUri == true, $"{answer.Headers.Location}");
        }
    }

    [Fact]
    public async Task Post_TheConsolesAddressWithTokensThatAreNone_DoesNothing()
    {
        var rows = hub.Rows("people.db", "audit");
        foreach (var token in new[] { null, "", "x", new string('A', 43) })
        {
            using var program = hub.Program(null);
            program.DefaultRequestHeaders.Remove("X-Forwarded-For");
            if (token is not null)
            {
                program.DefaultRequestHeaders.TryAddWithoutValidation(ConsoleAccess.Header, token);
            }

            using var answer = await program.PostAsync("/console/account/reset", new StringContent(Role.Administrator),
                TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(rows, hub.Rows("people.db", "audit"));
    }

    [Fact]
    public async Task Get_ReturnUrlsOfAnyText_AreAnsweredAndStayHere()
    {
        var random = new Random(14);
        string[] pieces = ["/", "//", "\\", "evil.example", "http:", "https://", "javascript:", "\t", "\r\n", "\0", "ü", "全部",
            "\ud83d\ude00", "\u2028", "\u0085", "%", "%zz", "%2f", "@", "?", "#", "..", ".", " ", "\"<>", "\uff0f", ";", "[::1]"];
        for (var i = 0; i < (AttackedHub.IsLong ? 3_000 : 60); i++)
        {
            var text = string.Concat(random.GetItems(pieces, random.Next(1, 6)));
            foreach (var path in ReturnUrls)
            {
                using var program = hub.Program(null);
                using var request = new HttpRequestMessage(HttpMethod.Get,
                    path.Replace("{0}", Uri.EscapeDataString(text), StringComparison.Ordinal));
                request.Headers.Accept.ParseAdd("text/html");
                using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
                Assert.True((int)answer.StatusCode < 500, $"{request.RequestUri}: {answer.StatusCode}");
                if (answer.Headers.Location is { } location)
                {
                    Assert.Equal(hub.Process.Address.Authority, new Uri(hub.Process.Address, location).Authority);
                }
            }
        }

        hub.HasNoFaults();
    }
}
