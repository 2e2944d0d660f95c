using Bunit;
using Hall.Web.Surfaces.Staff;
using MudBlazor;

namespace Hall.Web.Tests.Surfaces.Staff;

/// <summary>Of many things one is found by parts of its name.</summary>
public sealed class LookupFieldTests : BunitContext
{
    private static readonly Choice<string>[] Counters = [new("1", "1 A 区 开放"), new("2", "2 B 区 暂停"), new("12", "12 B 区 开放")];

    public LookupFieldTests()
    {
        Services.AddStaffPages();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData("", "1,2,12")]
    [InlineData("b 区", "2,12")]
    [InlineData("开放 b", "12")]
    [InlineData("1 A 区 开放", "1,2,12")]
    public async Task Search_ByPartsInWhateverOrder_FindsWhatHasAllOfThem(string typed, string found)
    {
        var field = Render<LookupField<string>>(field => field
            .Add(shown => shown.Label, "Counter").Add(shown => shown.Choices, Counters).Add(shown => shown.Value, "1"));

        var search = field.FindComponent<MudAutocomplete<Choice<string>>>().Instance.SearchFunc!;

        Assert.Equal(found, string.Join(',', (await search(typed, CancellationToken.None)!)!.Select(one => one!.Value)));
    }
}
