using Hall.Core.Identifiers;
using Hall.Devices.IdCards;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Tokens;

namespace Hall.Web.Tests.Tokens;

public sealed class HolderHashTests
{
    /// <summary>The example of GB 11643, of nobody.</summary>
    private const string Number = "11010519491231002X";
    private static readonly HallId Hall = new("demo-small");

    [Theory]
    [InlineData(Number)]
    [InlineData(" 11010519491231002x ")]
    public void Of_ResidentsNumberTyped_IsThatOfTheCard(string typed)
    {
        var mark = IdCardHash.Of(Number, HolderHash.CardKey(TestLines.Secret, Hall))!;

        Assert.Equal(HolderHash.OfCard(TestLines.Secret, Hall, mark), HolderHash.Of(TestLines.Secret, Hall, typed));
    }

    [Fact]
    public void Of_OtherProof_IsAHashOfItsOwnInEachHall()
    {
        Assert.Equal(64, HolderHash.Of(TestLines.Secret, Hall, "E12345678").Length);
        Assert.NotEqual(HolderHash.Of(TestLines.Secret, Hall, "E12345678"), HolderHash.Of(TestLines.Secret, new("other"), "E12345678"));
    }

    [Fact]
    public void CardKey_GivenToAnAgent_DoesNotMakeTheHashThatIsKept()
    {
        var key = HolderHash.CardKey(TestLines.Secret, Hall);
        var mark = IdCardHash.Of(Number, key)!;

        Assert.NotEqual(mark, HolderHash.OfCard(TestLines.Secret, Hall, mark), StringComparer.OrdinalIgnoreCase);
        Assert.NotEqual(key, HolderHash.CardKey(TestLines.Secret, new("other")));
    }
}
