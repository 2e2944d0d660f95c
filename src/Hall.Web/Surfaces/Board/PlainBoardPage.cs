using System.Text.Encodings.Web;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Board;

/// <summary>The plain board's document. Its script is ES5 and its layout knows no flexible boxes.</summary>
internal static class PlainBoardPage
{
    /// <summary>The page; the script fills it.</summary>
    public static string Of(Words words, string? nonce)
    {
        string Text(string key) => HtmlEncoder.Default.Encode(words[key]);
        var allowed = nonce is null ? "" : $" nonce=\"{HtmlEncoder.Default.Encode(nonce)}\"";
        return $"""
            <!DOCTYPE html>
            <html lang="{words.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(Word.LandingBoard)}</title>
            <link rel="icon" type="image/svg+xml" href="/assets/hall.svg">
            <link rel="stylesheet" href="/assets/board-plain.css">
            </head>
            <body data-goto="{Text(Word.BoardGoto)}" data-before="{Text(Word.BoardCounterBefore)}"
                  data-after="{Text(Word.BoardCounterAfter)}" data-recall="{Text(Word.BoardRecall)}" data-next="{Text(Word.BoardNext)}"
                  data-nobody="{Text(Word.BoardNextNone)}" data-none="{Text(Word.BoardNone)}" data-tip="{Text(Word.BoardTip)}">
            <div id="head"><b id="name" data-fit=".35"></b><b id="clock"></b><h1>{Text(Word.BoardNow)}</h1></div>
            <div id="now" role="main"><div id="hero" aria-live="assertive"></div><table><tbody id="last"></tbody></table></div>
            <div id="side" class="pages" data-pages="auto"><div id="zones" class="pages-view"></div>
            <div class="pages-bar" hidden><span class="pages-at"></span></div></div>
            <div id="foot"><span id="satisfaction" data-fit=".4"></span><span id="duty" data-fit=".3"></span><span id="footer"
            class="pages" data-pages="auto"><span class="pages-view"></span><span class="pages-bar" hidden><span
            class="pages-at"></span></span></span></div>
            <button id="sound" type="button">{Text(Word.BoardSound)}</button>
            <div id="closing" role="alert"></div>
            <div id="stale" role="alert">{HtmlEncoder.Default.Encode(Words.For(Words.Chinese)[Word.StaleBand])}<br>
            {HtmlEncoder.Default.Encode(Words.For(Words.English)[Word.StaleBand])}</div>
            <script src="/assets/hall-voice.js"{allowed}></script>
            <script src="/assets/board-plain.js"{allowed}></script>
            <script src="/assets/fit.js"{allowed}></script>
            </body>
            </html>
            """;
    }

    /// <summary>What is said when there is no such board.</summary>
    public static string Absent(Words words) =>
        $"<!DOCTYPE html><html lang=\"{words.Language}\"><head><meta "
            + $"charset=\"utf-8\"><title>404</title></head><body><h1>{HtmlEncoder.Default.Encode(words[Word.HallUnknown])}</h1>"
            + $"<p>{HtmlEncoder.Default.Encode(words[Word.HallUnknownHint])}</p>"
            + $"<p><a href=\"/\">{HtmlEncoder.Default.Encode(words[Word.LandingTitle])}</a></p></body></html>";
}
