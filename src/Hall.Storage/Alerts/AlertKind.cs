using System.Collections.Frozen;

namespace Hall.Storage.Alerts;

/// <summary>The kinds of alerts about the hub. Each has its title and its sentence in both languages among the manager's words.</summary>
public static class AlertKind
{
    /// <summary>The journal cannot be written. Subject: the hall. Argument: <c>full</c>, <c>locked</c> or <c>other</c>.</summary>
    public const string JournalUnavailable = "journal-unavailable";

    /// <summary>Accounts or cases cannot be written. Subject: the file. Argument: <c>full</c>, <c>locked</c> or <c>other</c>.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>The hall ended by a fault or a second program. Subject: the hall. Argument: <c>second-writer</c> or <c>other</c>.</summary>
    public const string HallStopped = "hall-stopped";

    /// <summary>The machine's clock is not believed. Subject: the hall. Argument: minutes that it is ahead.</summary>
    public const string ClockJumped = "clock-jumped";

    /// <summary>The hub cannot speak. Subject: the program. Argument: <c>missing</c>, <c>slow</c> or <c>other</c>.</summary>
    public const string NoVoice = "no-voice";

    /// <summary>Other machines reach the hub without HTTPS. Subject: the address.</summary>
    public const string NoHttps = "no-https";

    /// <summary>A board's browser refuses sound, and the calls sound nowhere else. Subject: hall and board, <c>hall/board</c>.</summary>
    public const string SoundRefused = "sound-refused";

    /// <summary>
    /// Calls have passed unheard for a minute. Subject: hall and loudspeaker, <c>hall/loudspeaker</c>. Arguments: <c>nobody</c>,
    /// <c>refused</c>, <c>failed</c> or <c>device</c>; how many; their numbers.
    /// </summary>
    public const string VoiceSilent = "voice-silent";

    /// <summary>A screen's cookie is used by two machines. Subject: the screen's name. Arguments: both addresses.</summary>
    public const string ScreenTwice = "screen-twice";

    /// <summary>No nightly copy was made for more than 30 hours. Subject: <c>backup</c>.</summary>
    public const string BackupOld = "backup-old";

    /// <summary>The nightly verification found that records do not agree. Subject: <c>verify</c>. Argument: how many faults.</summary>
    public const string VerifyFound = "verify-found";

    /// <summary>No nightly verification was made for more than two days. Subject: <c>verify</c>. Argument: days.</summary>
    public const string VerifyOld = "verify-old";

    /// <summary>Bad reviews or complaints are near their deadline or past it. Subject: the hall. Arguments: missed, near.</summary>
    public const string CaseDue = "care-due";

    /// <summary>So many complaints come within a minute that only first complaints of a ticket are taken. Subject: the hall. Argument: how
    /// many.</summary>
    public const string ComplaintFlood = "complaint-flood";

    /// <summary>The calendar of working days lacks a year. Subject: the file. Argument: the year.</summary>
    public const string CalendarMissing = "calendar-missing";

    /// <summary>Ratings or complaints do not reach the exchange for a day, or were refused. Subject: the hall. Arguments: waiting,
    /// refused.</summary>
    public const string ExchangeStuck = "exchange-stuck";

    /// <summary>The exchange's address is another machine's without TLS, so that nothing is sent. Subject: the hall. Argument: host and
    /// port.</summary>
    public const string ExchangeUnencrypted = "exchange-unencrypted";

    /// <summary>A kiosk, or the key of one, gives unusually many numbers and was slowed down. Subject: <c>hall/kiosk</c> or
    /// <c>hall/key</c>. Argument: how many in the last minute.</summary>
    public const string KioskFast = "kiosk-fast";

    /// <summary>A publication that was ordered for a time could not be made. Subject: the hall.</summary>
    public const string PublicationFailed = "publication-failed";

    /// <summary>
    /// Some work of the hub stands still. Subject: <c>work</c>, or <c>hall/work</c>, or <c>work/part</c> for a part that is no hall.
    /// Arguments: <see cref="Hall.Devices.Supervision.Standstill.Failed"/> or <see cref="Hall.Devices.Supervision.Standstill.Hangs"/>, the
    /// word of the work, the hall or nothing, the part or nothing.
    /// </summary>
    public const string WorkerFailed = "worker-failed";

    /// <summary>Presses on devices could not be handled. Subject: hall and counter, <c>hall/counter</c>. Argument: how many.</summary>
    public const string PressSetAside = "press-set-aside";

    /// <summary>Two agents use one key; the later is refused. Subject: the agent. Arguments: address of the later, of the
    /// earlier.</summary>
    public const string AgentTwice = "agent-twice";

    /// <summary>Work of an agent stands still. Subject: the agent. Argument: which, one of
    /// <see cref="Hall.Devices.Agents.AgentWork"/>.</summary>
    public const string AgentWork = "agent-work";

    /// <summary>Presses that an agent acknowledged could be booked nowhere. Subject: the agent. Argument: how many.</summary>
    public const string AgentSetAside = "agent-set-aside";

    /// <summary>
    /// A draft or an ordered publication could not be read and was set aside. Subject: <c>hall/draft</c> or <c>hall/schedule</c>.
    /// Argument: <c>draft</c> or <c>schedule</c>.
    /// </summary>
    public const string DocumentUnreadable = "document-unreadable";

    /// <summary>Rows of a database cannot be read and are set aside. Subject: file and table, such as <c>care.db/cases</c>. Arguments: how
    /// many, the first of them by name.</summary>
    public const string RowUnreadable = "row-unreadable";

    /// <summary>The data folder's disk fills up. Subject: <c>data</c>. Arguments: free and wanted, whole MB.</summary>
    public const string DiskLow = "disk-low";

    /// <summary>
    /// The hub does not know the address at which citizens' phones reach it. Subject: the setting. Argument: <c>none</c> when tickets carry
    /// no code, <c>kiosk</c> when codes carry the address by which each kiosk reaches the hub.
    /// </summary>
    public const string NoPublicAddress = "no-public-address";

    /// <summary>The line of devices cannot be opened, or broke. Subject: <c>hall/line</c>. Argument: its port.</summary>
    public const string LineDown = "line-down";

    /// <summary>The line of devices is open and nothing on it answers. Subject: <c>hall/line</c>. Argument: its port.</summary>
    public const string LineSilent = "line-silent";

    /// <summary>A device of a line does not answer, or was asked many times without a word. Subject: <c>hall/line/counter</c>. Argument:
    /// the counter.</summary>
    public const string DeviceMute = "device-mute";

    /// <summary>An agent of the hall is away. Subject: <c>hall/agent</c>. Argument: its lines.</summary>
    public const string AgentAway = "agent-away";

    /// <summary>A printer has no paper. Subject: <c>hall/line</c>, as of the following.</summary>
    public const string PaperOut = "paper-out";

    /// <summary>A printer is low on paper.</summary>
    public const string PaperLow = "paper-low";

    /// <summary>A printer's cover is open.</summary>
    public const string CoverOpen = "cover-open";

    /// <summary>A printer reports a fault or is offline.</summary>
    public const string PrinterFault = "printer-fault";

    /// <summary>A ticket was not printed.</summary>
    public const string NotPrinted = "not-printed";

    /// <summary>Nobody knows whether a ticket was printed.</summary>
    public const string PerhapsPrinted = "perhaps-printed";

    /// <summary>A sound card makes no sound.</summary>
    public const string NoSound = "no-sound";

    /// <summary>The kinds whose subject begins with the hall.</summary>
    private static readonly FrozenSet<string> InAHall = FrozenSet.Create(
        StringComparer.Ordinal, JournalUnavailable, HallStopped, ClockJumped, SoundRefused, VoiceSilent, CaseDue, ComplaintFlood,
        ExchangeStuck, ExchangeUnencrypted, KioskFast, PublicationFailed,
        PressSetAside, DocumentUnreadable, LineDown, LineSilent, DeviceMute, AgentAway, PaperOut, PaperLow, CoverOpen, PrinterFault,
        NotPrinted, PerhapsPrinted, NoSound);

    /// <summary>Whether the subject of a kind is a hall, or something in it after a slash.</summary>
    public static bool IsInAHall(string kind) => InAHall.Contains(kind);
}
