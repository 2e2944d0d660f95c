using Hall.Core.Engine;
using Hall.Hub.Engine;
using Hall.Storage.Journal;
using Hall.Web.Http;
using Hall.Web.Tests.Surfaces;

namespace Hall.Web.Tests.Wire;

/// <summary>Whatever a journal, a program, a spreadsheet or a dashboard of a hall relies on is there for ever; names of types are
/// not.</summary>
public sealed class WireTests
{
    // There, and put together from parts now.
    private static readonly string[] InParts = ["address /{hall}/voice/{loudspeaker}/{sequence:long}.wav"];

    [Theory]
    [InlineData("0.1.0")]
    [InlineData("additions")]
    public void Wire_OfAnEarlierVersion_IsAllThere(string version)
    {
        var root = Repository.Root;
        var now = WireList.Of(
            [typeof(HallJsonContext).Assembly, typeof(JournalDatabase).Assembly, typeof(HallDirectory).Assembly, typeof(ApiCode).Assembly],
            Path.Combine(root, "src"));

        var missing = WireList.Missing(File.ReadAllLines(Path.Combine(root, "tests", "data", "wire", $"{version}.txt")), now)
            .Except(InParts).ToList();

        Assert.True(missing.Count == 0, "Others rely on these; give them back, by an attribute where a type was renamed:\n"
            + string.Join('\n', missing));
    }

    [Theory]
    [InlineData("event a: x y", "event a: x", true)]
    [InlineData("event a: x y", "event a: x y z", false)]
    [InlineData("object: x y", "object: y z", true)]
    [InlineData("alert a", "alert b", true)]
    [InlineData("alert a", "alert a", false)]
    public void Missing_WhatWentOrLostAField_IsNamed(string before, string now, bool expected) =>
        Assert.Equal(expected, WireList.Missing([before], [now]).Count == 1);
}
