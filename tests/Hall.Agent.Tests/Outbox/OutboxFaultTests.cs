using System.Text;
using Hall.Agent.Outbox;
using Hall.Agent.Tests.Support;
using Hall.Devices.Presses;

namespace Hall.Agent.Tests.Outbox;

/// <summary>The outbox on a disk that is full, torn, damaged or taken away.</summary>
public sealed class OutboxFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-outbox").FullName;
    private readonly FaultyFile _disk = new();

    private string OnDisk => Path.Combine(_folder, "outbox.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Keep_DiskFull_IsNotKeptAndLaterOnesAreWhenThereIsRoom()
    {
        using var outbox = new PressOutbox(_disk);
        var (first, second) = (Press(), Press());
        _disk.IsRefused = () => true;
        Assert.Throws<IOException>(() => outbox.Keep(first));
        Assert.Throws<IOException>(outbox.Tidy);
        Assert.Equal(0, outbox.Count);

        _disk.IsRefused = () => false;
        outbox.Tidy();
        Assert.True(outbox.Keep(second));
        Assert.Equal([second], new PressOutbox(_disk).Waiting);
    }

    [Fact]
    public void Forget_DiskFull_NeverThrowsAndIsWrittenWhenThereIsRoom()
    {
        using var outbox = new PressOutbox(_disk);
        var (first, second) = (Press(), Press());
        outbox.Keep(first);
        outbox.Keep(second);
        _disk.IsRefused = () => true;

        outbox.Forget(first.EventId);

        Assert.Equal([second], outbox.Waiting);
        Assert.Equal([first, second], new PressOutbox(_disk).Waiting);
        _disk.IsRefused = () => false;
        outbox.Tidy();
        Assert.Equal([second], new PressOutbox(_disk).Waiting);
    }

    [Fact]
    public void Forget_TheLastOnAFullDisk_LeavesNoPressBehindOnceThereIsRoom()
    {
        using var outbox = new PressOutbox(_disk);
        var press = Press();
        outbox.Keep(press);
        _disk.IsRefused = () => true;
        outbox.Forget(press.EventId);
        _disk.IsRefused = () => false;

        outbox.Tidy();

        Assert.Equal(0, _disk.Length);
    }

    [Fact]
    public void Open_TornLine_IsCutOffSoThatTheNextPressStandsAlone()
    {
        var (first, second) = (Press(), Press());
        new PressOutbox(_disk).Keep(first);
        _disk.Tear("""{"press":{"eventId":"0193"""u8);

        var outbox = new PressOutbox(_disk);
        outbox.Keep(second);

        Assert.Equal([first, second], new PressOutbox(_disk).Waiting);
        Assert.Empty(outbox.Unreadable);
    }

    [Fact]
    public void Open_LineInTheMiddleIsDamaged_IsHandedOutAndTheOthersAreKept()
    {
        var (first, second) = (Press(), Press());
        var outbox = new PressOutbox(_disk);
        outbox.Keep(first);
        _disk.Append("\0\0\0\0\0\0\n"u8);
        outbox.Keep(second);

        var again = new PressOutbox(_disk);
        Assert.Equal([first, second], again.Waiting);
        Assert.Equal("\0\0\0\0\0\0", Assert.Single(again.Unreadable));

        // Not before it stands elsewhere does it go from here.
        again.Forget(first.EventId);
        Assert.Single(new PressOutbox(_disk).Unreadable);
        again.ForgetUnreadable();
        Assert.Empty(new PressOutbox(_disk).Unreadable);
        Assert.Equal([second], new PressOutbox(_disk).Waiting);
    }

    [Fact]
    public void Open_LinesOfAnAgentOfBefore02_AreReadAndTheirAgeIsUnknown()
    {
        const string Press = """{"eventId":"0193a1b2-0000-7000-8000-000000000001","hall":"demo","counter":"3","address":1,"""
            + """ "at":"2026-11-23T01:42:00+00:00","level":"dissatisfied","key":null,"digits":""}""";
        _disk.Append(Encoding.UTF8.GetBytes($$"""
            {"press":{{Press}},"answered":null}
            {"press":null,"answered":"0193a1b2-0000-7000-8000-000000000009"}

            """));

        var press = Assert.Single(new PressOutbox(_disk).Waiting);

        Assert.Equal(("3", PadLevel.Dissatisfied), (press.Counter, press.Level));
        Assert.True(press.ToReport(new TestComputer().Clock()).AgeUnknown);
    }

    [Fact]
    public void Write_RealFileThatSomebodyRemoved_IsThereAgainWithEveryPressThatWaits()
    {
        using var outbox = new PressOutbox(_folder);
        var (first, second) = (Press(), Press());
        outbox.Keep(first);
        File.Delete(OnDisk);

        Assert.True(outbox.Keep(second));

        File.Copy(OnDisk, OnDisk + ".copy");
        Assert.Equal([first.EventId, second.EventId],
            OutboxLine.Read(File.ReadAllBytes(OnDisk + ".copy")).Waiting.Select(press => press.EventId));
    }

    [Fact]
    public void Write_RealFileThatSomebodyPutAnotherInPlaceOf_HoldsEveryPressThatWaits()
    {
        using var outbox = new PressOutbox(_folder);
        var (first, second) = (Press(), Press());
        outbox.Keep(first);
        File.WriteAllText(OnDisk + ".other", "");
        File.Move(OnDisk + ".other", OnDisk, overwrite: true);

        Assert.True(outbox.Keep(second));

        Assert.Equal([first.EventId, second.EventId], OutboxLine.Read(File.ReadAllBytes(OnDisk)).Waiting.Select(press => press.EventId));
    }

    [Fact]
    public void Write_RealFileOnADiskThatTakesNothing_FailsAndGoesOnAfterwards()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root" && SmallDisk.IsPossible,
            "A small disk cannot be mounted here.");
        using var small = new SmallDisk(64);
        using var outbox = new PressOutbox(small.Folder);
        var kept = new List<KeptPress>();
        small.Fill();
        var refused = Press();
        while (kept.Count < 1_000)
        {
            try
            {
                var press = Press();
                outbox.Keep(press);
                kept.Add(press);
            }
            catch (IOException)
            {
                break;
            }
        }

        Assert.InRange(kept.Count, 0, 999);
        Assert.Throws<IOException>(() => outbox.Keep(refused));
        small.Free();
        outbox.Tidy();
        Assert.True(outbox.Keep(refused));
        outbox.Dispose();
        Assert.Equal([.. kept, refused], new PressOutbox(small.Folder).Waiting);
    }

    private static KeptPress Press() => new(Guid.CreateVersion7(), "demo", "1", 1, DateTimeOffset.UnixEpoch, PadLevel.Satisfied, null, "");
}
