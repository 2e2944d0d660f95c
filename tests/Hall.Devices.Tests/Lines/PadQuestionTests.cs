using System.Text;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Tests.Ff68;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Lines;

/// <summary>A pad is asked once for each question, and only as long as the question stands, whatever its line does meanwhile.</summary>
public sealed class PadQuestionTests
{
    private static readonly PadShow Idle = new("demo", "3", false, null, 4);
    private static readonly PadShow Asked = Idle with { Evaluate = true, Question = "7-1", QuestionMilliseconds = 15_000 };
    private static readonly PadShow Called = Idle with { Number = 13, Ticket = "A013" };
    private static readonly Dictionary<string, string> Questions = new()
    {
        ["ff68"] = Encoding.Latin1.GetString(Vectors.Bytes(Vectors.StartEvaluation)), ["ascii"] = "SE10", ["lcd"] = "{\"type\":10,",
    };

    public static TheoryData<string> Pads => [.. Questions.Keys];

    [Theory]
    [MemberData(nameof(Pads))]
    public async Task Question_ShownOverAndOver_IsAskedOnceAndTheNextOneAgain(string protocol)
    {
        await using var line = new HeardLine(protocol);
        await line.PlugInAsync();

        line.Show(Asked);
        line.Show(Asked with { Waiting = 5, QuestionMilliseconds = 14_000 });
        line.Show(Asked with { Waiting = 6, QuestionMilliseconds = 13_000 });
        await line.HearsAsync(Questions[protocol], 1, "the question is asked");
        line.Show(Called);
        line.Show(Asked with { Question = "8-1" });

        await line.HearsAsync(Questions[protocol], 2, "the next question is asked");
    }

    [Theory]
    [MemberData(nameof(Pads))]
    public async Task Question_LineIsAway_IsAskedWhenItIsBackAndStillStands(string protocol)
    {
        await using var line = new HeardLine(protocol);
        line.Show(Asked with { QuestionMilliseconds = 600_000 });

        await line.PlugInAsync();
        await line.HearsAsync(Questions[protocol], 1, "the question is asked when the line comes");
        await line.PullAsync();
        await line.PlugInAsync();

        await line.HearsAsync(Questions[protocol], 2, "the question is asked again when the line is back");
    }

    [Theory]
    [MemberData(nameof(Pads))]
    public async Task Question_OverOrOfACitizenWhoWasFollowedByAnother_IsNotAskedLate(string protocol)
    {
        await using var line = new HeardLine(protocol);
        line.Show(Asked);
        line.Time.Advance(TimeSpan.FromSeconds(16));
        await line.PlugInAsync();
        line.Show(Asked with { Question = "8-1", QuestionMilliseconds = 600_000 });
        await line.HearsAsync(Questions[protocol], 1, "only the second question is asked");

        await line.PullAsync();
        line.Show(Called);
        await line.PlugInAsync();
        line.Show(Asked with { Question = "9-1" });

        await line.HearsAsync(Questions[protocol], 2, "the second question is not asked while the next citizen is called");
    }

    // The hub may be away, so that nobody says that it is over; and some pads close their line after each answer.
    [Theory]
    [InlineData("ascii", "SE201")]
    [InlineData("lcd", "{\"type\":10,\"ret\":0,\"EvaluatorLevel\":2}\n")]
    public async Task Question_Answered_IsNotAskedAgainWhenTheLineIsBack(string protocol, string answer)
    {
        await using var line = new HeardLine(protocol);
        await line.PlugInAsync();
        line.Show(Asked with { QuestionMilliseconds = 600_000 });
        await line.HearsAsync(Questions[protocol], 1, "the question is asked");
        await line.SayAsync(answer);
        await line.PullAsync();
        await line.PlugInAsync();
        line.Show(Asked with { QuestionMilliseconds = 600_000, Waiting = 5 });
        await Eventually.Holds(() => line.Host.Condition.Link.State == Devices.Connections.LinkState.Up, "the line is back");
        Assert.Equal(Devices.Lines.TestResult.Done,
            await line.Host.TestAsync("3", DeviceTest.Rating, "", TestContext.Current.CancellationToken));

        await line.HearsAsync(Questions[protocol], 2, "nothing but the trial asks");
        await line.PullAsync();
        Assert.Equal(2, line.Count(Questions[protocol]));
    }

    [Theory]
    [MemberData(nameof(Pads))]
    public async Task Question_TakenBackAndAskedAnew_IsAskedAgain(string protocol)
    {
        await using var line = new HeardLine(protocol);
        await line.PlugInAsync();
        line.Show(Asked);
        await line.HearsAsync(Questions[protocol], 1, "the question is asked");

        line.Show(Called with { Serving = true });
        line.Show(Asked);

        await line.HearsAsync(Questions[protocol], 2, "it is asked again");
    }

    [Fact]
    public async Task Question_OfAnLcdPad_AsksNoLongerThanItStands()
    {
        await using var line = new HeardLine("lcd", ("timeout", "15"));
        await line.PlugInAsync();

        line.Show(Asked with { QuestionMilliseconds = 3_400 });

        await line.HearsAsync("\"Timeout\":4}", 1, "the pad is told for how long");
    }

    [Fact]
    public async Task Question_Over_ThePadsDisplayIsWrittenAgain()
    {
        await using var line = new HeardLine("ff68");
        await line.PlugInAsync();
        var display = Encoding.Latin1.GetString([0x01, 0x02, 0x00, 0x00, 0x04, 0x0A, 0x0A, 0x0A]);
        line.Show(Asked);
        await line.HearsAsync(display, 1, "the number is blank, four wait");

        line.Show(Idle);

        await line.HearsAsync(display, 2, "it is written again");
    }

    // A pad that lost its power alone, on a line that stayed open, says nothing.
    [Theory]
    [InlineData("ff68", "\u0002\u0000\u0000\u0004\u0000\u0001\u0003")]
    [InlineData("strip-aabb", "A013")]
    [InlineData("qsystem", "\u0001\u00013\u0007")]
    public async Task Display_ThatSaysNothing_IsWrittenAgainEveryHalfMinuteAndNoQuestionIs(string protocol, string shown)
    {
        await using var line = new HeardLine(protocol);
        await line.PlugInAsync();
        line.Show(Asked with { QuestionMilliseconds = 600_000 });
        line.Show(Called);

        // What was shown before may have gone out already; then the next waits for the gap between two frames.
        await Eventually.Holds(line.Time, TimeSpan.FromMilliseconds(10), () => line.Count(shown) >= 1, "it is shown");
        line.Show(Called with { Evaluate = false });

        await Eventually.Holds(line.Time, TimeSpan.FromSeconds(1), () => line.Count(shown) >= 3, "it is shown again");
        Assert.True(line.Count(Questions.GetValueOrDefault(protocol, "no question")) <= 1);
    }
}
