using System.Diagnostics;
using System.Globalization;
using System.Net;
using Hall.Hub.Demonstration;
using Hall.Hub.Hosting;
using Hall.Web.Wording;

namespace Hall.Web.Composition;

/// <summary>
/// Makes a demonstration's past before the hall opens. Meanwhile the console counts the days, and whoever opens the hub's address sees a
/// page that says so and asks again by itself.
/// </summary>
public static class PastInTheMaking
{
    private const int LineEveryDays = 30;

    /// <summary>Makes it.</summary>
    /// <param name="options">How the hub is started.</param>
    /// <param name="cancel">Breaks it off.</param>
    public static async Task MakeAsync(HubOptions options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var done = (Day: 0, Of: options.DemoPastDays + 1);
        var waiting = await ListenAsync(options, () => done, cancel);
        try
        {
            var began = Stopwatch.GetTimestamp();
            await Console.Out.WriteLineAsync(Invariant(
                $"\n  Making {options.DemoPastDays} days of the demonstration's past (--demo-past 0 for none) …  正在生成演示大厅的过去"));
            var events = await Task.Run(() => DemonstrationPast.MakeAsync(options, TimeProvider.System.GetUtcNow(), (day, of) =>
            {
                done = (day, of);
                if (day > 0 && day % LineEveryDays == 0)
                {
                    Console.Out.WriteLine(Invariant($"    day {day} of {of}"));
                }
            }, cancel), cancel);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"  Done: {events:N0} events in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s  已完成\n"));
        }
        finally
        {
            if (waiting is not null)
            {
                await waiting.StopAsync(CancellationToken.None);
                await waiting.DisposeAsync();
            }
        }
    }

    // An address with a port that is still to be found belongs to nobody who could ask it.
    private static async Task<WebApplication?> ListenAsync(HubOptions options, Func<(int Day, int Of)> done, CancellationToken cancel)
    {
        var addresses = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (addresses.Any(address => address.EndsWith(":0", StringComparison.Ordinal)))
        {
            return null;
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "hall",
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.Logging.ClearProviders();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(addresses);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        app.UseStaticFiles();
        app.Run(context => AnswerAsync(context, done()));
        await app.StartAsync(cancel);
        return app;
    }

    private static Task AnswerAsync(HttpContext context, (int Day, int Of) done)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page(done.Day, done.Of), context.RequestAborted);
    }

    private static string Page(int day, int of)
    {
        static string Said(string language, string key, params object[] values)
        {
            var words = Words.For(language);
            return WebUtility.HtmlEncode(values.Length == 0 ? words[key] : words[key, values]);
        }

        return Invariant($"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <meta http-equiv="refresh" content="1" />
              <title>{Said("zh-CN", Word.PastTitle)}</title>
              <link rel="icon" type="image/svg+xml" href="/assets/hall.svg" />
              <link rel="stylesheet" href="/assets/tokens.css" />
              <link rel="stylesheet" href="/assets/waiting.css" />
            </head>
            <body>
              <main>
                <img src="/assets/hall.svg" alt="" width="52" height="52" />
                <h1>{Said("zh-CN", Word.PastTitle)}</h1>
                <p>{Said("zh-CN", Word.PastText)}</p>
                <progress max="{of}" value="{day}" aria-label="{Said("zh-CN", Word.PastTitle)}"></progress>
                <p class="days">{Said("zh-CN", Word.PastDays, day, of)} · <span lang="en">{Said("en", Word.PastDays, day, of)}</span></p>
                <h1 lang="en">{Said("en", Word.PastTitle)}</h1>
                <p lang="en">{Said("en", Word.PastText)}</p>
              </main>
            </body>
            </html>
            """);
    }
}
