using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Hub.Cases;
using Hall.Hub.Engine;
using Hall.Hub.Erasure;
using Hall.Hub.Hosting;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.Composition;

namespace Hall.Web.CommandLine;

/// <summary><c>hall erase</c>: erases what was written about a visit, a case or a person, with or without a running hub.</summary>
public static class EraseVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() =>
        new("erase", "Erases what citizens and tellers wrote, here and in every copy; the audit says who, when and which.")
    {
        One(EraseOrder.Visit, "WHICH", "Everything about a visit: its token or its ticket's number in the journal."),
        One(EraseOrder.Text, "WHICH", "The text of one event of the journal, by the event's number."),
        One(EraseOrder.Case, "WHICH", "The words and the contact of a case or complaint, such as TS2026-00001."),
        One(EraseOrder.Person, null,
            "Every visit of a person. The identity number, telephone or card is asked for: whoever lists processes sees a command line."),
    };

    private static Command One(string what, string? argument, string description)
    {
        var hall = new Option<string>("--hall") { Description = "The hall.", Required = true };
        var (data, demo) = (CommonOptions.Data(), CommonOptions.Demo());
        var command = new Command(what, description) { hall, data, demo };
        var which = argument is null ? null : new Argument<string>(argument) { Description = "Which." };
        if (which is not null)
        {
            command.Add(which);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var wanted = which is null ? await AskedAsync(cancel) : parsed.GetValue(which)!;
                var order = new EraseOrder(what, parsed.GetValue(hall)!, wanted.Trim());
                return await TellAsync(await RunAsync(DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)), order, cancel));
            }
            catch (Exception fault) when (fault is HubStartException or HttpRequestException or JsonException or IOException
                or UnauthorizedAccessException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<string> AskedAsync(CancellationToken cancel)
    {
        if (!Console.IsInputRedirected)
        {
            await Console.Error.WriteAsync("Identity number, telephone or card: ");
        }

        return await Console.In.ReadLineAsync(cancel) is { Length: > 0 } line ? line : throw new IOException("Nobody was named.");
    }

    private static async Task<EraseAnswer> RunAsync(string folder, EraseOrder order, CancellationToken cancel)
    {
        if (await ConsoleClient.AskAsync(folder, "/console/erase", JsonContent.Create(order, options: JsonSerializerOptions.Web),
            cancel) is { } answered)
        {
            using (answered)
            {
                return await answered.Content.ReadFromJsonAsync<EraseAnswer>(JsonSerializerOptions.Web, cancel)
                    ?? new(null, "The hub did not say what it did.");
            }
        }

        if (!File.Exists(Path.Combine(folder, "hall.db")))
        {
            return new(null, $"There is no database in {folder}. Name the hub's data folder with --data.");
        }

        using var claim = await DataFolderClaim.OfAsync(folder, TimeSpan.FromSeconds(1), cancel);
        if (new ContactConversion(folder).IsDue)
        {
            return new(null, "An older version wrote this folder: start the hub once, so that contacts and texts get keys to erase.");
        }

        await using var hub = HubApplication.Build(new HubOptions { DataFolder = folder });
        hub.Services.GetRequiredService<PeopleStore>().Prepare();
        hub.Services.GetRequiredService<CaseStore>().Prepare();
        hub.Services.GetRequiredService<HallDirectory>().Open();
        return await order.RunAsync(hub.Services);
    }

    private static async Task<int> TellAsync(EraseAnswer answer)
    {
        if (answer.Erased is not { } erased)
        {
            await Console.Error.WriteLineAsync($"Nothing was erased: {answer.Fault}");
            return 1;
        }

        await Console.Out.WriteLineAsync(FormattableString.Invariant(
            $"Erased: {erased.Texts} texts and {erased.Contacts} contacts of {erased.Visits} visits, here and in every copy."));
        if (erased.Plain > 0)
        {
            await Console.Error.WriteLineAsync(FormattableString.Invariant(
                $"{erased.Plain} texts of an older version are not sealed and are still there."));
        }

        return erased.Plain > 0 ? 1 : 0;
    }
}
