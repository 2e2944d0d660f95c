using Hall.Web.Surfaces.Phone;

namespace Hall.Web.Tests.Surfaces.Phone;

/// <summary>A telephone loads the sheets of its own components, all of them and no others.</summary>
public sealed class PhoneSheetTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task Sheet_OfTheTelephone_HasItsOwnPartsAndNoOthers()
    {
        using var client = hub.Anonymous();

        var whole = await client.GetStringAsync("/hall.styles.css", TestContext.Current.CancellationToken);
        var own = await client.GetStringAsync(PhoneSheet.Path, TestContext.Current.CancellationToken);

        Assert.Contains(".kiosk", whole, StringComparison.Ordinal);
        Assert.DoesNotContain(".kiosk", own, StringComparison.Ordinal);
        var sheets = Directory.GetFiles(Repository.Path("src", "Hall.Web", "Surfaces", "Phone"), "*.razor.css");
        Assert.NotEmpty(sheets);
        Assert.All(sheets, file => Assert.Contains(FirstRule(file), own, StringComparison.Ordinal));
        Assert.True(own.Length < whole.Length / 4, $"{own.Length} of {whole.Length}");
    }

    [Fact]
    public async Task Sheet_AskedForAgain_IsNotSentAgain()
    {
        using var client = hub.Anonymous();
        using var first = await client.GetAsync(PhoneSheet.Path, TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);

        using var again = await client.GetAsync(PhoneSheet.Path, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotModified, again.StatusCode);
    }

    // What stands in the first rule's braces: the selector before them is changed by the build.
    private static string FirstRule(string file)
    {
        var text = File.ReadAllText(file);
        var begins = text.IndexOf('{', StringComparison.Ordinal);
        return text[begins..text.IndexOf('}', begins)];
    }
}
