using System.Globalization;
using System.Net;
using System.Text;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;

namespace Hall.Agent.Status;

/// <summary>What a technician sees at the window's computer: plain HTML, renewed every two seconds, without a script.</summary>
internal static class StatusPage
{
    public static string Render(HubLink hub, LineKeeper lines, PressOutbox outbox)
    {
        var html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"2\">"
            + "<title>Hall agent</title><style>body{font:1rem sans-serif;margin:2rem}td,th{padding:.3rem 1rem .3rem 0;text-align:left}</style></head><body><h1>Hall agent</h1>");
        html.Append(CultureInfo.InvariantCulture, $"<p>Hub: <b>{hub.Status.State}</b> {Text(hub.Status.Reason)} {Text(hub.Name)}</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>Presses that wait for the hub: <b>{outbox.Count}</b></p>");
        html.Append("<table><tr><th>Hall</th><th>Line</th><th>Port</th><th>State</th><th>Last frame</th><th>Frames</th><th>Faulty</th><th>Presses</th></tr>");
        foreach (var line in lines.Lines)
        {
            var status = line.Status;
            html.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Text(line.Line.Hall)}</td><td>{Text(line.Line.Name)}</td><td>{Text(line.Line.Port)}</td><td>{status.Link.State} {Text(status.Link.Reason)}</td>"
                + $"<td>{status.LastFrameAt?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "never"}</td><td>{status.Counts.Frames}</td>"
                + $"<td>{status.Counts.WrongFrames + status.Counts.HalfFrames}</td><td>{status.Counts.Presses}</td></tr>");
        }

        return html.Append("</table></body></html>").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
