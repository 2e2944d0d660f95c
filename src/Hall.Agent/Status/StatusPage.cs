using System.Globalization;
using System.Net;
using System.Text;
using Hall.Agent.Clock;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Devices.Connections;
using Hall.Devices.Lines;

namespace Hall.Agent.Status;

/// <summary>
/// What a technician sees at the window's computer: plain HTML, renewed every two seconds, without a script, in Chinese or English.
/// </summary>
internal static class StatusPage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#d7dde5;--good:#15803d;--bad:#b3261e;--warn:#8a4310}
        @media(prefers-color-scheme:dark){:root{--line:#2b3a52;--good:#4ade80;--bad:#ff8a80;--warn:#fbbf70}}
        body{font:1rem/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:70rem;padding:0 1.5rem}
        table{border-collapse:collapse;width:100%;margin-top:1rem}
        td,th{padding:.5rem .8rem .5rem 0;text-align:left;border-bottom:1px solid var(--line);vertical-align:top}
        td:nth-child(n+4),th:nth-child(n+4){white-space:nowrap}
        .scroll{overflow-x:auto}.up{color:var(--good)}.failed{color:var(--bad)}
        .silent,.opening{color:var(--warn)}small{display:block;white-space:normal}
        @media(max-width:40rem){body{margin:1rem auto;padding:0 1rem}tr:first-child{display:none}
        tr{display:block;border-bottom:1px solid var(--line);padding:.6rem 0}
        td{display:flex;gap:1rem;border:0;padding:.1rem 0;overflow-wrap:anywhere}
        td::before{content:attr(data-of);flex:0 0 6rem;opacity:.75}}
        """;

    private const int MostNotes = 5;

    /// <summary>The page.</summary>
    /// <param name="status">What it shows.</param>
    /// <param name="chinese">Whether the reader prefers Chinese.</param>
    public static string Render(AgentStatus status, bool chinese)
    {
        var (hub, lines, outbox, _, _, clock) = status;
        string Say(string inChinese, string inEnglish) => chinese ? inChinese : inEnglish;
        string State(LinkState state) => state switch
        {
            LinkState.Up => Say("正常", "Up"),
            LinkState.Silent => Say("无应答", "Silent"),
            LinkState.Failed => Say("中断", "Failed"),
            _ => Say("正在打开", "Opening"),
        };

        var title = Say("大厅设备代理", "Hall agent");
        var html = new StringBuilder($"<!doctype html><html lang=\"{Say("zh-CN", "en")}\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width\"><meta http-equiv=\"refresh\" content=\"2\">"
            + $"<link rel=\"icon\" href=\"data:,\"><title>{title}</title><style>{Style}</style></head>"
            + $"<body><h1>{title} {Text(hub.Name)}</h1>");
        var reason = Text(StatusWords.Hub(hub.Status.Reason, chinese));
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p>{Say("中心", "Hub")}: <b class=\"{Class(hub.Status.State)}\">{State(hub.Status.State)}</b> {reason}</p>");
        html.Append(CultureInfo.InvariantCulture,
            $"<p>{Say("等待送达中心的按键", "Presses that wait for the hub")}: <b>{outbox.Count}</b></p>");
        AppendWaiting(html, outbox, clock, Say);
        AppendStanding(html, status, chinese, Say);
        AppendAside(html, status, chinese, Say);
        html.Append(lines.Lines.Count == 0
            ? $"<p>{Say("中心没有分配线路。", "The hub has given no lines.")}</p>"
            : Table(lines, clock.Moved, chinese, Say, State));
        return html.Append("</body></html>").ToString();
    }

    private static void AppendWaiting(StringBuilder html, PressOutbox outbox, AgentClock clock, Func<string, string, string> say)
    {
        var undated = outbox.Waiting.Count(press => clock.AgeOf(press.Moment) is null);
        if (undated > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{say(
                $"其中 {undated} 次是这台电脑上次启动之前按下的，何时按下已无从得知：中心会单独计数，不算到任何人名下。",
                $"{undated} of them were made before this computer was started, so when is not known: "
                + "the hub counts them apart, and for nobody.")}</p>");
        }
    }

    private static void AppendStanding(StringBuilder html, AgentStatus status, bool chinese, Func<string, string, string> say)
    {
        foreach (var work in status.Standing.Now)
        {
            var since = (work.Since + status.Clock.Moved).ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);
            var name = Text(StatusWords.Work(work.Work, chinese));
            var what = say(
                $"自 {since} 起停顿；会自动重试，原因见日志。",
                $"stands still since {since}; it is tried again by itself, and the log says why.");
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\"><b class=\"failed\">{name}</b> {what}</p>");
        }
    }

    private static void AppendAside(StringBuilder html, AgentStatus status, bool chinese, Func<string, string, string> say)
    {
        var count = status.Aside.Count;
        if (count == 0)
        {
            return;
        }

        var title = say(Invariant($"搁置的按键：{count}"), Invariant($"Presses set aside: {count}"));
        var what = say(
            "这些按键已应答评价器，但无处可记；都保存在文件中，看过后可删除该文件：",
            "Their pads were told that they are safe, and they could be booked nowhere. "
            + "They are kept in a file; delete it when they were read:");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"note\"><b class=\"failed\">{title}</b> {what} <code>{Text(status.Aside.File)}</code></p><ul>");
        foreach (var note in status.Aside.Last(MostNotes))
        {
            var where = note.Counter.Length == 0 ? "" : say($"{note.Counter} 号窗口 · ", $"Counter {note.Counter} · ");
            var why = Text(where + StatusWords.Aside(note.Code, note.Sentence, chinese));
            html.Append(CultureInfo.InvariantCulture, $"<li>{note.At.ToLocalTime():yyyy-MM-dd HH:mm} · {why}</li>");
        }

        html.Append("</ul>");
    }

    private static string Table(DeviceLineManager lines, TimeSpan moved, bool chinese, Func<string, string, string> say,
        Func<LinkState, string> state)
    {
        string[] titles = [say("线路", "Line"), say("端口", "Port"), say("状态", "State"), say("最近一帧", "Last frame"),
            say("有效帧", "Frames"),
            say("错误帧", "Faulty"), say("按键", "Presses")];
        var html = new StringBuilder("<div class=\"scroll\"><table><tr>");
        foreach (var title in titles)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th>{title}</th>");
        }

        html.Append("</tr>");
        foreach (var line in lines.Lines)
        {
            Append(html, titles, line.Line.Name, line.Line.Hall, line.Line.Port, line.Status, moved, chinese, state(line.Status.Link.State),
                say("从未", "never"));
        }

        return html.Append("</table></div>").ToString();
    }

    private static void Append(
        StringBuilder html, string[] titles, string name, string hall, string port, LineCondition status, TimeSpan moved, bool chinese,
        string state, string never)
    {
        // An open line whose printer has no paper is no green one.
        var trouble = StatusWords.Trouble(status.Trouble, chinese);
        var shade = trouble.Length > 0 && status.Link.State == LinkState.Up ? Class(LinkState.Silent) : Class(status.Link.State);
        var more = trouble.Length > 0 ? $" · {Text(trouble)}" : "";
        var reason = Text(StatusWords.Line(status.Link.Reason, chinese));
        string[] cells =
        [
            $"<span>{Text(name)}<small>{Text(hall)}</small></span>", $"<code>{Text(port)}</code>",
            $"<span><b class=\"{shade}\">{state}{more}</b><small>{reason}</small></span>",
            (status.LastFrameAt + moved)?.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? never,
            Invariant($"{status.Counts.Frames}"),
            Invariant($"{status.Counts.WrongFrames + status.Counts.HalfFrames}"), Invariant($"{status.Counts.Presses}"),
        ];
        html.Append("<tr>");
        foreach (var (title, cell) in titles.Zip(cells))
        {
            html.Append(CultureInfo.InvariantCulture, $"<td data-of=\"{title}\">{cell}</td>");
        }

        html.Append("</tr>");
    }

    private static string Class(LinkState state) => state.ToString().ToLowerInvariant();

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
