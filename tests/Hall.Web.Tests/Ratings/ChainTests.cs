using Hall.Core.Feedback;
using Hall.Storage.Ratings;
using Hall.Web.CommandLine;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Ratings;

/// <summary>What <c>verify</c> says after somebody with a database editor, but without the key, was at the ratings.</summary>
public sealed class ChainTests
{
    private const string Insert = """
        UPDATE feedback SET Link = Link + 1000 WHERE Link > 2; UPDATE feedback SET Link = Link - 999 WHERE Link > 1000;
        INSERT INTO feedback SELECT Hall, 3, 77, 1, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, 'VerySatisfied', Reasons,
            Comment, Channel, DelayMs, Seal, Mac
        FROM feedback WHERE Link = 1
        """;

    [Fact]
    public async Task Verify_RatingsAsTheyCame_FindsNothing() => Assert.Empty(await FaultsAfterAsync(null));

    [Theory]
    [InlineData("UPDATE feedback SET Level = 'VerySatisfied' WHERE Link = 3", "rating 3 (ticket 3, leg 1) was changed.")]
    [InlineData("UPDATE feedback SET Comment = 'very good' WHERE Link = 6", "rating 6 (ticket 6, leg 1) was changed.")]
    [InlineData("DELETE FROM feedback WHERE Link = 3", "rating 3 was removed.")]
    [InlineData("DELETE FROM feedback WHERE Link = 1", "rating 1 was removed.")]
    [InlineData("DELETE FROM feedback WHERE Link IN (2, 3)", "ratings 2 to 3 were removed.")]
    [InlineData("DELETE FROM feedback WHERE Link = 2; UPDATE feedback SET Link = Link - 1 WHERE Link > 2", "rating 2 was removed.")]
    [InlineData("DELETE FROM feedback WHERE Link > 4", "ratings 5 to 6 were cut off.")]
    [InlineData("UPDATE feedback SET Link = 99 WHERE Link = 2; UPDATE feedback SET Link = 2 WHERE Link = 3; UPDATE feedback SET Link = "
        + "3 WHERE Link = 99", "rating 2 stands after rating 3: the order was changed.")]
    [InlineData("UPDATE feedback SET Mac = zeroblob(16) WHERE Link = 2", "rating 2 is not chained to the one before it.")]
    [InlineData("UPDATE feedback_heads SET Link = 4",
        "the end of the chain of ratings was changed, or the key is not the one it was made with.")]
    [InlineData("DELETE FROM feedback_heads", "the end of the chain of ratings is missing.")]
    public async Task Verify_AfterTampering_SaysWhatWasDoneAndWhere(string sql, string expected) =>
        Assert.Contains(await FaultsAfterAsync(sql), fault => fault.EndsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("UPDATE feedback SET Level = 'VerySatisfied' WHERE Link = 3", "rating 3 (ticket 3, leg 1) was changed.")]
    [InlineData("DELETE FROM feedback WHERE Link = 3", "rating 3 was removed.")]
    [InlineData(Insert, "rating 3 (ticket 77, leg 1) was inserted.")]
    [InlineData("UPDATE feedback SET Link = 99 WHERE Link = 2; UPDATE feedback SET Link = 2 WHERE Link = 3; UPDATE feedback SET Link = "
        + "3 WHERE Link = 99", "rating 2 stands after rating 3: the order was changed.")]
    [InlineData("DELETE FROM feedback WHERE Link > 4", "ratings 5 to 6 were cut off.")]
    public async Task VerifyVerb_OnATamperedFile_FailsAndSaysWhichRow(string sql, string expected)
    {
        await using var hall = await ServedAsync();
        var sound = await HallProgram.RunAsync("verify", "--data", hall.Folder);
        Assert.True(sound.Code == 0, sound.Errors);

        hall.Tamper(sql);
        var tampered = await HallProgram.RunAsync("verify", "--data", hall.Folder);
        Assert.Equal(1, tampered.Code);
        Assert.Contains(expected, tampered.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_TwoChangedSideBySide_AreBothNamed()
    {
        var faults = await FaultsAfterAsync("UPDATE feedback SET Level = 'VerySatisfied' WHERE Link IN (3, 4)");
        Assert.Contains(faults, fault => fault.EndsWith("rating 3 (ticket 3, leg 1) was changed.", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.EndsWith("rating 4 (ticket 4, leg 1) was changed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_CutOffWithAHeadOfBefore_IsFoundByTheExportedHead()
    {
        await using var hall = HallOnDisk.Started();
        for (var i = 0; i < 3; i++)
        {
            await hall.ServeAsync(FeedbackLevel.Satisfied);
        }

        hall.Tamper("CREATE TABLE kept AS SELECT * FROM feedback_heads; INSERT INTO kept SELECT * FROM kept");
        await hall.ServeAsync(FeedbackLevel.Dissatisfied);
        Export(hall);
        await hall.StopAsync();
        hall.Tamper(
            "DELETE FROM feedback WHERE Link = 4; DELETE FROM feedback_heads; INSERT INTO feedback_heads SELECT DISTINCT * FROM kept");

        var fault = Assert.Single(VerifyVerb.Faults(hall.Folder), found => found.Contains("cut off", StringComparison.Ordinal));
        Assert.Contains("ratings 4 to 4 were cut off: the head exported on 2026-03-02", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithoutTheKey_SaysSo()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.StopAsync();
        File.Delete(Path.Combine(hall.Folder, RatingChain.KeyFile));
        Assert.Contains(VerifyVerb.Faults(hall.Folder), fault => fault.Contains(RatingChain.KeyFile, StringComparison.Ordinal));
    }

    [Fact]
    public void Last_LineThatIsNoHead_IsAClearFault()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "2026-03-02,4,zz\n");
        Assert.Throws<InvalidDataException>(() => ExportedHead.Last(file));
        File.Delete(file);
    }

    private static async Task<HallOnDisk> ServedAsync()
    {
        var hall = HallOnDisk.Started();
        for (var i = 0; i < 6; i++)
        {
            await hall.ServeAsync(i == 2 ? FeedbackLevel.Dissatisfied : FeedbackLevel.Satisfied);
        }

        await hall.StopAsync();
        return hall;
    }

    private static async Task<List<string>> FaultsAfterAsync(string? sql)
    {
        await using var hall = await ServedAsync();
        if (sql is not null)
        {
            hall.Tamper(sql);
        }

        return [.. VerifyVerb.Faults(hall.Folder)];
    }

    private static void Export(HallOnDisk hall)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={hall.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Link, Mac FROM feedback_heads";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var file = ExportedHead.FileOf(hall.Folder, hall.Hall.Id.Value);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, new ExportedHead(new(2026, 3, 2), reader.GetInt64(0), (byte[])reader[1]).Line + "\n");
    }
}
