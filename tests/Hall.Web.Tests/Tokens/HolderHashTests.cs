using Hall.Core.Identifiers;
using Hall.Devices.IdCards;
using Hall.Hub.Tokens;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;

namespace Hall.Web.Tests.Tokens;

public sealed class HolderHashTests
{
    /// <summary>The example of GB 11643, of nobody.</summary>
    private const string Number = "11010519491231002X";
    private static readonly HallId Hall = new("demo-small");

    [Theory]
    [InlineData(Number)]
    [InlineData(" 11010519491231002x ")]
    [InlineData("１１０１０５１９４９１２３１００２ｘ")]
    [InlineData("110105 19491231 002X")]
    [InlineData("110105-19491231-002×")]
    [InlineData("\u200e110105\u200b19491231002Ⅹ\ufeff")]
    [InlineData("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X")]
    public void Of_ResidentsNumberTyped_IsThatOfTheCard(string typed)
    {
        var mark = IdCardHash.Of(Number, HolderHash.CardKey(TestLines.Secret, Hall))!;

        Assert.Equal(HolderHash.OfCard(TestLines.Secret, Hall, mark), HolderHash.Of(TestLines.Secret, Hall, typed));
    }

    [Theory]
    [InlineData("g12345678")]
    [InlineData("Ｇ１２３４５６７８")]
    [InlineData(" G1234 5678 ")]
    [InlineData("G-1234-5678")]
    [InlineData("G\u200b12345678\ud800")]
    public void Of_OtherProofInWhateverSpelling_IsOneHolder(string typed) =>
        Assert.Equal(HolderHash.Of(TestLines.Secret, Hall, "G12345678"), HolderHash.Of(TestLines.Secret, Hall, typed));

    [Theory]
    [InlineData("G12345679")]
    [InlineData("H12345678")]
    [InlineData("军G12345678")]
    public void Of_AnotherProof_IsAnotherHolder(string typed) =>
        Assert.NotEqual(HolderHash.Of(TestLines.Secret, Hall, "G12345678"), HolderHash.Of(TestLines.Secret, Hall, typed));

    [Fact]
    public void Of_WhatHoldsNoLetterAndNoDigit_IsNotEverybody() =>
        Assert.NotEqual(HolderHash.Of(TestLines.Secret, Hall, "---"), HolderHash.Of(TestLines.Secret, Hall, "***"));

    [Fact]
    public void Of_ProofWithoutOddities_HashesAsItDidBeforeThereWasOneForm()
    {
        var before = Convert.ToHexStringLower(TestLines.Secret.Sign(System.Text.Encoding.UTF8.GetBytes("holder|demo-small|G12345678")));
        Assert.Equal(before, HolderHash.Of(TestLines.Secret, Hall, "G12345678"));
    }

    [Fact]
    public async Task InAsync_TicketThatLivesSinceBefore_IsFoundByTheSpellingItWasIssuedWith()
    {
        await using var hall = HallOnDisk.Started();
        var id = hall.Hall.Id;
        var before = Convert.ToHexStringLower(TestLines.Secret.Sign(System.Text.Encoding.UTF8.GetBytes($"holder|{id}|g12345678")));
        Assert.NotEqual(before, await HolderHash.InAsync(TestLines.Secret, hall.Hall, "g12345678"));
        Assert.Null((await hall.Hall.ExecuteAsync(new Core.Commands.IssueTicket([new("A01")], PriorityCode.None, HolderHash: before), null, TestContext.Current.CancellationToken)).Rejection);
        Assert.Equal(before, await HolderHash.InAsync(TestLines.Secret, hall.Hall, "g12345678"));
        Assert.NotEqual(before, await HolderHash.InAsync(TestLines.Secret, hall.Hall, "G12345678"));
    }

    [Theory]
    [InlineData("１３８００１３８０００")]
    [InlineData("138.0013.8000")]
    [InlineData("+86 (138) 0013—8000")]
    [InlineData("\u202a13800138000\u202c")]
    public void PhoneHash_InWhateverSpelling_IsOneTelephone(string typed) =>
        Assert.Equal(PhoneHash.Of(TestLines.Secret, Hall, "13800138000"), PhoneHash.Of(TestLines.Secret, Hall, typed));

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
