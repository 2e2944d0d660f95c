using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Alerts;
using Hall.Storage.Sqlite;

namespace Hall.Web.Tests.Stores;

/// <summary>What stands in columns as JSON says its version, and what cannot be read is told apart from what is not there.</summary>
public sealed class StoredJsonTests
{
    private static readonly HallOutcome Outcome = new() { Rejection = new(RejectionCode.UnknownTicket, "There is no such ticket.") };

    [Fact]
    public void Write_AnyValue_BeginsWithItsVersionAndIsReadBack()
    {
        var text = StoredJson.Write(Outcome, HallJsonContext.Default.HallOutcome);
        Assert.StartsWith("{\"schemaVersion\":1,", text, StringComparison.Ordinal);
        Assert.Equal(Outcome.Rejection, StoredJson.Read(text, HallJsonContext.Default.HallOutcome).Rejection);
    }

    [Fact]
    public void Read_WrittenBeforeVersionsWere_IsTheFirstVersion() =>
        Assert.Equal(Outcome.Rejection, StoredJson.Read(JsonSerializer.Serialize(Outcome, HallJsonContext.Default.HallOutcome), HallJsonContext.Default.HallOutcome).Rejection);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"schemaVersion\":2}")]
    [InlineData("{\"schemaVersion\":\"x\"}")]
    public void Read_WhatIsNoneOfOurs_IsAFault(string text) => Assert.ThrowsAny<Exception>(() => StoredJson.Read(text, HallJsonContext.Default.HallOutcome));

    [Fact]
    public void Guard_RowThatCannotBeRead_IsNamedUntilItCan()
    {
        var alerts = new HubAlerts(TimeProvider.System);
        var rows = new RowGuard(alerts);
        Assert.Null(rows.Read<string>("care.db/cases", "hall/CP1", () => throw new JsonException("x")));
        Assert.Equal(["b"], rows.Read("care.db/cases", ["a", "b"], row => $"hall/{row}", row => row == "a" ? throw new FormatException() : row));
        var alert = Assert.Single(alerts.All);
        Assert.Equal((AlertKind.RowUnreadable, "care.db/cases", "2", "hall/CP1, hall/a"), (alert.Kind, alert.Subject, alert.Arguments[0], alert.Arguments[1]));
        Assert.Equal("x", rows.Read("care.db/cases", "hall/CP1", () => "x"));
        rows.Keep("care.db/cases", new HashSet<string>());
        Assert.Empty(alerts.All);
    }

    [Fact]
    public void Guard_FileThatCannotBeRead_IsNotTheRowsFault() => Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() =>
        new RowGuard(new HubAlerts(TimeProvider.System)).Read<string>("care.db/cases", "x", () => throw new Microsoft.Data.Sqlite.SqliteException("disk I/O error", 10)));

    [Fact]
    public void InstantConverter_NumberThatIsNoInstant_IsTheNearest() =>
        Assert.Equal((DateTimeOffset.MaxValue.Year, DateTimeOffset.MinValue), (InstantConverter.Of(long.MaxValue).Year, InstantConverter.Of(long.MinValue)));
}
