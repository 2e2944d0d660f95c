using System.CommandLine;
using System.Globalization;
using System.Net;
using Hall.Hub.Demonstration;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Connections;

namespace Hall.Web.CommandLine;

/// <summary><c>hall run</c>: starts the hub.</summary>
public static class RunVerb
{
    private static readonly TimeSpan PatienceWithAnother = TimeSpan.FromSeconds(5);

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var demo = new Option<bool>("--demo") { Description = "The Tongling hall with a crowd and tellers, open round the clock." };
        var demoPublic = new Option<bool>("--demo-public") { Description = "Let a demonstration listen beyond this machine." };
        var demoDevices = new Option<bool>("--demo-devices")
            { Description = "Give the demonstration's windows emulated pads, lamps, boards, a printer and card readers. Linux only." };
        var speed = new Option<double>("--speed")
            { Description = "How much faster than life the crowd is; 0 = no crowd.", DefaultValueFactory = _ => 1 };
        var demoPast = new Option<int?>("--demo-past")
            { Description = "How many days a new demonstration has behind it, 0 to 400; 120 at --speed 1, else none." };
        var seed = new Option<int?>("--seed") { Description = "Seed of the demonstration's crowd." };
        var data = CommonOptions.Data();
        var urls = new Option<string>("--urls")
            { Description = "Addresses to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var halls = new Option<string[]>("--hall") { Description = "A hall file to import when the hall does not exist yet." };
        var baseUrl = new Option<string?>("--public-base-url") { Description = "What QR codes and links begin with." };
        var lowDisk = new Option<long>("--low-disk-mb")
            { Description = "Warn when the data disk has less free.", DefaultValueFactory = _ => 1_024 };
        var smallOffice = new Option<bool>("--small-office") { Description = "One person may serve, manage and supervise." };
        var idle = new Option<double>("--idle-minutes")
            { Description = "After so long without a touch a session asks for the password; 0 = never.",
                DefaultValueFactory = _ => IdleFromEnvironment() };
        var command = new Command("run", "Starts the hub.")
            { demo, demoPublic, demoDevices, demoPast, speed, seed, data, urls, halls, baseUrl, lowDisk, smallOffice, idle };
        command.SetAction((parsed, cancel) => RunAsync(new HubOptions
        {
            DataFolder = DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)),
            Urls = parsed.GetValue(urls)!,
            HallFiles = parsed.GetValue(halls) ?? [],
            Demo = parsed.GetValue(demo),
            DemoPublic = parsed.GetValue(demoPublic),
            DemoDevices = parsed.GetValue(demoDevices),
            Speed = parsed.GetValue(speed),
            Seed = parsed.GetValue(seed),
            DemoPastDays = parsed.GetValue(demo)
                ? parsed.GetValue(demoPast) ?? (parsed.GetValue(speed) == 1 ? DemonstrationPast.UsualDays : 0)
                : parsed.GetValue(demoPast) ?? 0,
            LowDiskMegabytes = parsed.GetValue(lowDisk),
            IdleMinutes = parsed.GetValue(idle),
            SmallOffice = parsed.GetValue(smallOffice) || Environment.GetEnvironmentVariable("HALL_SMALL_OFFICE") is "1" or "true",
            KeysCopy = Environment.GetEnvironmentVariable("HALL_KEYS_COPY") is { Length: > 0 } keys ? keys : null,
            OpenId = OpenIdFromEnvironment(),
            PublicBaseUrl = parsed.GetValue(baseUrl) ?? Environment.GetEnvironmentVariable("HALL_PublicBaseUrl"),
        }, cancel));
        return command;
    }

    private static double IdleFromEnvironment() =>
        double.TryParse(Environment.GetEnvironmentVariable("HALL_IDLE_MINUTES"), NumberStyles.Float, CultureInfo.InvariantCulture,
            out var minutes) && minutes >= 0 ? minutes : 30;

    // A secret on the command line would be seen by everybody on the machine.
    private static OpenIdOptions? OpenIdFromEnvironment()
    {
        static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        return Of("HALL_OPENID_AUTHORITY") is { } authority && Of("HALL_OPENID_CLIENT") is { } client
            ? new(authority, client, Of("HALL_OPENID_SECRET"), Of("HALL_OPENID_STAFF_CLAIM") ?? "preferred_username")
            : null;
    }

    private static async Task<int> RunAsync(HubOptions options, CancellationToken cancel)
    {
        if (FaultIn(options) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault);
            return 2;
        }

        try
        {
            using var claim = await DataFolderClaim.OfAsync(options.DataFolder, PatienceWithAnother, cancel);
            if (DemonstrationPast.IsWanted(options))
            {
                await PastInTheMaking.MakeAsync(options, cancel);
            }

            await RunAsync(HubApplication.Build(options), cancel);
            return 0;
        }
        catch (HubStartException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (IOException refused) when (refused.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"Another program listens on {options.Urls} already. End it, or choose another address with --urls.");
            return 1;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("The hub ended while it was starting. Its log says what failed.");
            return 1;
        }
    }

    private static async Task RunAsync(WebApplication app, CancellationToken cancel)
    {
        try
        {
            app.Services.GetRequiredService<HallDirectory>().Open();
            await app.StartAsync(cancel);
        }
        catch
        {
            await EndAsync(app);
            throw;
        }

        await using (app)
        {
            await app.WaitForShutdownAsync(cancel);
        }
    }

    // What had started before the rest failed ends before the things it uses are taken away. Whatever fails on this way out must not
    // hide why the hub did not start.
    private static async Task EndAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync($"While the hub that did not start was ended: {fault.Message}");
        }
    }

    private static string? FaultIn(HubOptions options)
    {
        foreach (var url in options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var absolute = url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(absolute, UriKind.Absolute, out var uri))
            {
                return $"--urls: '{url}' is not an address such as http://127.0.0.1:5080.";
            }

            var local = uri.Host == "localhost"
                || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
            if (options.Demo && !local && !options.DemoPublic)
            {
                return $"A demonstration is open to everyone who can reach it, so it listens on this machine only. Add --demo-public "
                    + $"to let it listen on {url}.";
            }
        }

        if (options.DemoDevices && !(options.Demo && OperatingSystem.IsLinux()))
        {
            return "--demo-devices: emulated devices belong to a demonstration (--demo) on Linux.";
        }

        if (options.DemoPastDays is < 0 or > DemonstrationPast.MostDays || (options.DemoPastDays > 0 && !options.Demo))
        {
            return Invariant($"--demo-past: from 0 to {DemonstrationPast.MostDays} days, of a demonstration (--demo).");
        }

        return options.Speed is >= 0 and <= 100 ? null : "--speed: a number from 0 to 100.";
    }
}
