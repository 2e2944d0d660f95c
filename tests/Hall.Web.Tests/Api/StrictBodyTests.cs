using System.Net;
using System.Text;
using System.Text.Json;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

/// <summary>What a program is told about its body, all at once. Halls' files are read by the same reader and said in their own
/// words.</summary>
public sealed class StrictBodyTests(HubFixture hub) : IClassFixture<HubFixture>
{
    public static TheoryData<string, string[]> Bodies => new()
    {
        { "[]", [": A JSON object is expected."] },
        { "{\"service\":\"A01\",}", [": This is not JSON: The JSON object contains a trailing comma at the end which is not supported in "
            + "this mode. Change the reader options. LineNumber: 0 | BytePositionInLine: 17."] },
        { "{\"service\":\"A01\"} x", [": This is not JSON: 'x' is invalid after a single JSON value. Expected end of data. LineNumber: 0 | "
            + "BytePositionInLine: 18."] },
        { "// a note\n{}", [": This is not JSON: '/' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 0."] },
        { "{\"a\":[[[[[[[[1]]]]]]]]}", [": This is not JSON: The maximum configured depth of 8 has been exceeded. Cannot read next JSON "
            + "array. LineNumber: 0 | BytePositionInLine: 12."] },
        { "{\"service\":\"\\ud800\"}", [": A text holds half a character, which is no Unicode; UTF-8 is expected."] },
        { "{\"service\":5,\"service\":\"A01\",\"colour\":1,\"priority\":\" \",\"services\":[\"A01\",7]}",
            [
                "service: This field stands twice.", "services[1]: A text is expected.", "service: A text is expected.",
                "service: Either service or services is expected.", "priority: A text of 1 to 100 characters is expected.",
                "colour: This field is not known here.",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_BodyThatDoesNotFit_IsToldEveryFaultWithItsPlace(string body, string[] faults)
    {
        using var client = hub.As(KeyRole.Integration);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { { "Content-Type", "application/json" } } };
        using var answer = await client.PostAsync($"{HubFixture.HallPath}/tickets", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(faults, FaultsOf(await answer.JsonAsync()));
    }

    [Fact]
    public async Task Post_FaultsWithinAnObject_HaveThePathOfTheObject()
    {
        using var client = hub.As(KeyRole.Integration);
        using var answer = await client.SendAsync("/counters/1/transfer", new { to = new { service = 5, hall = "x" }, position = "keep" });

        Assert.Equal(["to.service: A text is expected.", "to.hall: This field is not known here."], FaultsOf(await answer.JsonAsync()));
    }

    private static string[] FaultsOf(JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(fault => $"{fault.GetProperty("path")}: {fault.GetProperty("message")}")];
}
