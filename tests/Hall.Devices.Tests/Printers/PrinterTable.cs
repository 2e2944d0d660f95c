using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Slips;

namespace Hall.Devices.Tests.Printers;

/// <summary>
/// One behaviour of a printer: what it does to a slip, what comes out, what is said of it, and how somebody puts it right before the next
/// slip.
/// </summary>
/// <param name="Name">What happens.</param>
/// <param name="Do">Makes it happen; the slip is printed right after.</param>
/// <param name="Papers">Whole papers that come out of it.</param>
/// <param name="Outcome">What is said.</param>
internal sealed record PrinterBehaviour(string Name, Action<PrinterRig> Do, int Papers, PrintOutcome Outcome)
{
    /// <summary>False for a printer with <c>answers: no</c>.</summary>
    public bool Answers { get; init; } = true;

    /// <summary>Where it can happen; null for everywhere.</summary>
    public PortKind[]? At { get; init; }

    /// <summary>How many papers may have come out, as it is said; by default as many as did.</summary>
    public int? Copies { get; init; }

    /// <summary>What the reason must say.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The trouble that the Devices page shows right after.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Somebody puts it right.</summary>
    public Action<PrinterRig> Mend { get; init; } = _ => { };

    /// <summary>What is said of the next slip, of which one paper comes out.</summary>
    public PrintOutcome Next { get; init; } = PrintOutcome.Printed;

    /// <summary>
    /// What the hub must have seen before the slip is printed: nobody knows of bytes that went out while a plug was pulled.
    /// </summary>
    public Func<PrinterRig, bool> Seen { get; init; } = _ => true;

    /// <summary>Papers of the slip under test that come out only when it is put right.</summary>
    public int Later { get; init; }

    public override string ToString() => Name;
}

/// <summary>The behaviours, each of which ends in the right number of papers, the right sentence and a next slip that is printed.</summary>
internal static class PrinterTable
{
    private const PrintOutcome Printed = PrintOutcome.Printed;
    private const PrintOutcome Sent = PrintOutcome.Sent;
    private const PrintOutcome NotPrinted = PrintOutcome.NotPrinted;
    private const PrintOutcome Unknown = PrintOutcome.Unknown;
    private static readonly PortKind[] Network = [PortKind.Tcp];
    private static readonly PortKind[] Plugs = [PortKind.Serial, PortKind.File];

    public static IReadOnlyList<PrinterBehaviour> All { get; } =
    [
        .. Ready(), .. NotReady(), .. Answering(), .. WithoutPower(), .. WithoutPaper(), .. Lines(), .. AnswersNothing(),
    ];

    private static IEnumerable<PrinterBehaviour> Ready() =>
    [
        new("ready", _ => { }, 1, Printed),
        new("paper low", rig => rig.Printer.Mechanism.IsPaperLow = true, 1, Printed) { Trouble = LineTrouble.PaperLow },
        new("confirms after 3 s", rig => rig.Printer.ConfirmsAfter = TimeSpan.FromSeconds(3), 1, Printed),
        new("mute once it has confirmed", rig => rig.Printer.Confirmed = () => rig.Printer.IsMute = true, 1, Printed)
        {
            Mend = rig => (rig.Printer.Confirmed, rig.Printer.IsMute) = (null, false),
        },
    ];

    private static IEnumerable<PrinterBehaviour> NotReady() =>
    [
        new("no paper", rig => rig.Printer.Mechanism.LinesLeft = 0, 0, NotPrinted)
        {
            Reason = "no paper", Trouble = LineTrouble.PaperOut, Mend = rig => rig.Printer.Mechanism.LinesLeft = 1000,
        },
        new("no paper, refilled after 5 s", rig =>
        {
            rig.Printer.Mechanism.LinesLeft = 0;
            rig.After(5, () => rig.Printer.Mechanism.LinesLeft = 1000);
        }, 1, Printed),
        new("cover open", rig => rig.Printer.Mechanism.IsCoverOpen = true, 0, NotPrinted)
        {
            Reason = "cover", Trouble = LineTrouble.CoverOpen, Mend = rig => rig.Printer.Mechanism.IsCoverOpen = false,
        },
        new("cover closed after 5 s", rig =>
        {
            rig.Printer.Mechanism.IsCoverOpen = true;
            rig.After(5, () => rig.Printer.Mechanism.IsCoverOpen = false);
        }, 1, Printed),
        new("knife stuck", rig => rig.Printer.Mechanism.HasFault = true, 0, NotPrinted)
        {
            Reason = "fault", Trouble = LineTrouble.Fault, Mend = rig => rig.Printer.Mechanism.HasFault = false,
        },
        new("switched off", rig => rig.Printer.IsOff = true, 0, NotPrinted)
        {
            Reason = "does not answer", Trouble = LineTrouble.NotPrinted, Mend = rig => rig.Printer.IsOff = false,
        },
    ];

    private static IEnumerable<PrinterBehaviour> Answering() =>
    [
        new("answers after 300 ms", rig => rig.Printer.AnswersAfter = TimeSpan.FromMilliseconds(300), 1, Printed),
        new("answers after 900 ms", rig => rig.Printer.AnswersAfter = TimeSpan.FromMilliseconds(900), 1, Printed),
        new("confirms after 12 s", rig => rig.Printer.ConfirmsAfter = TimeSpan.FromSeconds(12), 2,
            Printed) { Mend = rig => rig.Printer.ConfirmsAfter = TimeSpan.Zero },
        new("says everything twice", rig => rig.Printer.SaysTwice = true, 1, Printed),
        new("noise before each answer", rig => rig.Printer.Before = [0xFF, 0x81], 1, Printed),
        new("zeros before each answer", rig => rig.Printer.Before = [0x00], 1, Unknown) { Trouble = LineTrouble.PerhapsPrinted,
            Mend = rig => rig.Printer.Before = [] },
        new("rubbish in place of each answer", rig => rig.Printer.InPlace = [0xFF, 0xA5, 0xC3], 0, NotPrinted)
        {
            Reason = "makes no sense", Trouble = LineTrouble.NotPrinted, Mend = rig => rig.Printer.InPlace = null,
        },
        new("tells its state by itself before each answer", rig => rig.Printer.Before = [0x10, 0x00, 0x00, 0x0F], 1, Printed),
        new("one confirmation lost", rig => rig.Printer.LosesTurns = 1, 2, Printed),
        new("two confirmations lost", rig => rig.Printer.LosesTurns = 2, 1, Unknown) { Trouble = LineTrouble.PerhapsPrinted },
        new("stops confirming for good", rig => rig.Printer.ConfirmsNothing = true, 1, Unknown) { Trouble = LineTrouble.PerhapsPrinted,
            Mend = rig => rig.Printer.ConfirmsNothing = false },
    ];

    private static IEnumerable<PrinterBehaviour> WithoutPower() =>
    [
        new("loses its power in a slip, back after 3 s", rig => rig.Printer.At = (60, () => PowerCut(rig, 3)), 1, Printed) { Copies = 2 },
        new("loses its power in a slip, back after 8 s", rig => rig.Printer.At = (60, () => PowerCut(rig, 8)), 1, Printed) { Copies = 2 },
        new("loses its power in a slip for good", rig => rig.Printer.At = (60, () => PowerCut(rig, null)), 0, Unknown)
        {
            Copies = 1, Trouble = LineTrouble.PerhapsPrinted, Mend = rig => rig.Printer.IsOff = false,
        },
    ];

    private static IEnumerable<PrinterBehaviour> WithoutPaper() =>
    [
        new("paper runs out in a slip, refilled, the rest kept", rig => RunsOut(rig, refilledAfter: 4), 2, Printed),
        new("paper runs out in a slip, refilled, the rest forgotten", rig =>
        {
            rig.Printer.ForgetsWithoutPaper = true;
            RunsOut(rig, refilledAfter: 4);
        }, 1, Printed) { Copies = 2 },
        new("paper runs out in a slip for good, the rest kept", rig => RunsOut(rig, refilledAfter: null), 0, Unknown)
        {
            Copies = 1, Reason = "no paper", Trouble = LineTrouble.PaperOut, Mend = rig => rig.Printer.Mechanism.LinesLeft = 1000,
            Later = 1,
        },
        new("paper runs out in a slip for good, the rest forgotten", rig =>
        {
            rig.Printer.ForgetsWithoutPaper = true;
            RunsOut(rig, refilledAfter: null);
        }, 0, Unknown)
        {
            Copies = 1, Reason = "no paper", Trouble = LineTrouble.PaperOut, Mend = rig => rig.Printer.Mechanism.LinesLeft = 1000,
        },
        new("cover opened in a slip and closed", rig => rig.Printer.At = (60, () =>
        {
            rig.Printer.Mechanism.IsCoverOpen = true;
            rig.After(3, () => rig.Printer.Mechanism.IsCoverOpen = false);
        }), 1, Printed) { Copies = 2 },
    ];

    private static IEnumerable<PrinterBehaviour> Lines() =>
    [
        new("closes the line after each job and says so", rig => rig.Printer.Confirmed = rig.Port.Close, 1, Printed) { At = Network },
        new("closes the line after each job without a word", rig => ClosesWithoutAWord(rig), 1, Sent) { At = Network, Next = Sent },
        new("unplugged after a job without a word", rig => ClosesWithoutAWord(rig), 2, Unknown)
        {
            At = Plugs, Trouble = LineTrouble.PerhapsPrinted, Mend = rig => (rig.Printer.Cut, rig.Printer.LosesTurns) = (null, 0),
        },
        new("line breaks in a slip", rig => rig.Printer.At = (60, () => LineBreaks(rig)), 1, Printed) { Copies = 2 },
        new("unplugged in a slip, plugged in after 4 s", rig => rig.Printer.At = (60, () =>
        {
            rig.Port.Unplug();
            rig.Printer.Mechanism.Forget();
            rig.After(4, rig.Port.Plug);
        }), 1, Printed) { Copies = 2 },
        new("unplugged in a slip for good", rig => rig.Printer.At = (60, () =>
        {
            rig.Port.Unplug();
            rig.Printer.Mechanism.Forget();
        }), 0, Unknown) { Copies = 1, Trouble = LineTrouble.PerhapsPrinted, Mend = rig => rig.Port.Plug() },
        new("unplugged before, plugged in after 4 s", rig =>
        {
            rig.Port.Unplug();
            rig.After(4, rig.Port.Plug);
        }, 1, Printed),
        new("unplugged before and for good", rig => rig.Port.Unplug(), 0, NotPrinted) { Trouble = LineTrouble.NotPrinted,
            Mend = rig => rig.Port.Plug() },
    ];

    private static IEnumerable<PrinterBehaviour> AnswersNothing() => new PrinterBehaviour[]
    {
        new("answers: no, ready", _ => { }, 1, Sent),
        new("answers: no, line ended and back at once", rig => rig.Port.Break(), 1, Sent) { Seen = IsOpenedAgain },
        new("answers: no, closed in order before", rig => rig.Port.Close(), 1, Sent) { Seen = IsOpenedAgain },
        new("answers: no, closes after each job", rig => rig.Printer.Cut = rig.Port.Close, 1, Sent) { At = Network },
        new("answers: no, line breaks in a slip", rig => rig.Printer.At = (60, () => LineBreaks(rig)), 1, Sent) { Copies = 2 },
        new("answers: no, unplugged in a slip for good", rig => rig.Printer.At = (60, () =>
        {
            rig.Port.Unplug();
            rig.Printer.Mechanism.Forget();
        }), 0, Unknown) { Copies = 1, Trouble = LineTrouble.PerhapsPrinted, Mend = rig => rig.Port.Plug() },
        new("answers: no, off over night", rig =>
        {
            rig.Port.Unplug();
            rig.After(10, rig.Port.Plug);
        }, 1, Sent) { Seen = IsDown },
        new("answers: no, unplugged before and for good", rig => rig.Port.Unplug(), 0, NotPrinted)
        {
            Seen = IsDown, Trouble = LineTrouble.NotPrinted, Mend = rig => rig.Port.Plug(),
        },
        new("answers: no, talks all the same and then the line ends", rig =>
        {
            rig.Printer.SayAsync(new byte[400_000]).GetAwaiter().GetResult();
            rig.Port.Break();
        }, 1, Sent) { At = [PortKind.Tcp] },
    }.Select(behaviour => behaviour with { Answers = false, Next = Sent });

    private static bool IsOpenedAgain(PrinterRig rig) => rig.Host.Condition.Link is { State: LinkState.Up, Opened: > 1 };

    private static bool IsDown(PrinterRig rig) => rig.Host.Condition.Link.State == LinkState.Failed;

    private static void PowerCut(PrinterRig rig, double? backAfter)
    {
        rig.Printer.IsOff = true;
        rig.Printer.Mechanism.Forget();
        if (backAfter is { } seconds)
        {
            rig.After(seconds, () => rig.Printer.IsOff = false);
        }
    }

    private static void RunsOut(PrinterRig rig, double? refilledAfter)
    {
        rig.Printer.Mechanism.LinesLeft = 2;
        if (refilledAfter is { } seconds)
        {
            rig.After(seconds, () => rig.Printer.Mechanism.LinesLeft = 1000);
        }
    }

    private static void LineBreaks(PrinterRig rig)
    {
        rig.Port.Break();
        rig.Printer.Mechanism.Forget();
    }

    private static void ClosesWithoutAWord(PrinterRig rig) => (rig.Printer.Cut, rig.Printer.LosesTurns) = (rig.Port.Close, 1000);
}
