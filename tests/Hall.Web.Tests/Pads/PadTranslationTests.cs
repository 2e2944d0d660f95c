using CsCheck;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Presses;
using Hall.Hub.Devices;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Pads;

public sealed class PadTranslationTests
{
    private static readonly CounterId One = new("1");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly string[] Odd = ["", "0", "000", "12", "2147483647", "2147483648", "9999999999", "0000000001", new string('9', 30), "-1", "१२", "A01", " 1"];

    // What pads can type, and what none should: numbers around every bound of a number, thirty digits, none, and other signs.
    private static readonly Gen<string> Digits = Gen.OneOf(
        Gen.Int[0, Odd.Length - 1].Select(at => Odd[at]),
        Gen.String[Gen.Char['0', '9'], 0, 30], Gen.String[0, 12]);

    private static readonly Gen<DevicePress> Presses = Gen.OneOf<DevicePress>(
        from key in Gen.Int[-1, 20] from digits in Digits select (DevicePress)new KeyPressed(Guid.CreateVersion7(), "1", 1, Now, (PadKey)key, digits),
        from level in Gen.Int[-2, 9] from value in Gen.Byte select (DevicePress)new RatingPressed(Guid.CreateVersion7(), "1", 1, Now, value, (PadLevel)level));

    [Fact]
    public void CommandOf_WhateverIsPressedOnWhateverCounter_IsAnsweredByTheRulesAndNeverThrows() => Gen.Select(Presses.Array[1, 12], Gen.Int[0, 7]).Sample((presses, steps) =>
    {
        var hall = Prepared(steps);
        foreach (var press in presses)
        {
            foreach (var time in new[] { PressTime.Now, PressTime.Unknown, PressTime.At(Now - TimeSpan.FromDays(30)) })
            {
                if (PadTranslation.MeaningOf(press, hall.Snapshot.Counter(One)!, hall.Snapshot.Held, time).Command is { } command)
                {
                    hall.Carry(command);
                }
            }
        }
    }, iter: 300);

    [Theory]
    [InlineData("2147483648")]
    [InlineData("9999999999")]
    [InlineData("99999999999999999999")]
    public void CommandOf_NumberThatNoTicketCanHave_IsNothing(string digits) =>
        Assert.Null(PadTranslation.MeaningOf(new KeyPressed(Guid.CreateVersion7(), "1", 1, Now, PadKey.Call, digits), Prepared(0).Snapshot.Counter(One)!, []).Command);

    [Fact]
    public void CommandOf_RatingOfUnknownTime_SaysSo()
    {
        var press = new RatingPressed(Guid.CreateVersion7(), "1", 1, Now, 4, PadLevel.Dissatisfied);

        var command = Assert.IsType<PressPad>(PadTranslation.MeaningOf(press, Prepared(0).Snapshot.Counter(One)!, [], PressTime.Unknown).Command);

        Assert.Equal((true, FeedbackLevel.Dissatisfied), (command.Undated, command.Level));
    }

    // A counter as it stands after so many of a day's steps: closed, open, called, serving, held, completed, paused.
    private static FakeHall Prepared(int steps)
    {
        var hall = new FakeHall(FakeHall.Shipped("demo-small"), new FakeTimeProvider(Now));
        HallCommand[] day =
        [
            new OpenCounter(One, new("1001")), new IssueTicket([new("A01")], PriorityCode.None), new CallNext(One), new StartService(One), new HoldTicket(One),
            new IssueTicket([new("A01")], PriorityCode.None), new PauseCounter(One, "lunch"),
        ];
        foreach (var command in day.Take(steps))
        {
            hall.Carry(command);
        }

        return hall;
    }
}
