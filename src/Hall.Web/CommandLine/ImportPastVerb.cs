using System.CommandLine;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Hub.Balance;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.Past;
using Hall.Web.Wording;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.CommandLine;

/// <summary><c>hall import-past</c>: takes another system's visits in beside the journal, lists such imports, and takes one away.</summary>
public static class ImportPastVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "A CSV or XLSX of old visits.", Arity = ArgumentArity.ZeroOrOne };
        var hall = new Option<string>("--hall") { Description = "The hall.", Required = true };
        var mapping = new Option<string?>("--mapping") { Description = "A JSON file that says what its columns and words mean." };
        var source = new Option<string?>("--source") { Description = "What the other system is called; the file's name unless said." };
        var remove = new Option<long?>("--remove") { Description = "Takes the import of this number away, every visit of it." };
        var (data, demo) = (CommonOptions.Data(), CommonOptions.Demo());
        var command = new Command("import-past",
            "Takes another system's visits in for staffing and comparisons, lists the imports, or takes one away.")
            { file, hall, mapping, source, remove, data, demo };
        command.SetAction(parsed =>
        {
            var folder = DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo));
            try
            {
                return Run(folder, new HallId(parsed.GetValue(hall)!), parsed.GetValue(file), parsed.GetValue(mapping),
                    parsed.GetValue(source), parsed.GetValue(remove), parsed.InvocationConfiguration);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or HubStartException
                or InvalidDataException or Microsoft.Data.Sqlite.SqliteException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(fault.Message);
                return 1;
            }
        });
        return command;
    }

    private static int Run(string folder, HallId hall, string? file, string? mappingFile, string? source, long? remove,
        InvocationConfiguration console)
    {
        if (PlanOf(folder, hall) is not { } state)
        {
            console.Error.WriteLine($"There is no hall {hall} in {folder}. Name the hub's data folder with --data.");
            return 1;
        }

        var store = new PastVisitStore(new HubOptions { DataFolder = folder });
        if (remove is { } number)
        {
            var gone = store.Remove(hall, number);
            console.Output.WriteLine(gone ? Invariant($"Import {number} is gone.") : Invariant($"There is no import {number}."));
            return gone ? 0 : 1;
        }

        if (file is not null)
        {
            return Take(store, state, file, mappingFile, source, console);
        }

        foreach (var import in store.Imports(hall))
        {
            console.Output.WriteLine(Invariant(
                $"{import.Number}  {import.Visits} visits  {import.First:yyyy-MM-dd} to {import.Last:yyyy-MM-dd}  {import.Source}"));
        }

        return 0;
    }

    private static int Take(PastVisitStore store, HallState state, string file, string? mappingFile, string? source,
        InvocationConfiguration console)
    {
        var (mapping, wrong) = PastMapping.Read(mappingFile is null ? "" : File.ReadAllText(mappingFile));
        if (mapping is null)
        {
            console.Error.WriteLine($"{mappingFile}: {wrong}");
            return 1;
        }

        // Every day from the hall's founding on is its own to record.
        var reading = PastImporter.Read(File.ReadAllBytes(file), mapping, state.Plan, FirstDay(state));
        if (reading.Visits.Count == 0)
        {
            foreach (var fault in reading.Faults)
            {
                console.Error.WriteLine($"{Path.GetFileName(file)}: {SheetSentences.In(fault, Words.For(Words.English))}");
            }

            console.Error.WriteLine("Nothing was imported.");
            return 1;
        }

        var number = store.Add(state.Plan.Configuration.Hall, source ?? Path.GetFileName(file), "console", TimeProvider.System.GetUtcNow(),
            reading.Visits);
        console.Output.WriteLine(Invariant($"Import {number}: {reading.Visits.Count} visits. Take it away with --remove {number}."));
        return 0;
    }

    private static DateOnly FirstDay(HallState state) => state.BusinessDay;

    private static HallState? PlanOf(string folder, HallId hall)
    {
        var database = new JournalDatabase(new HubOptions { DataFolder = folder }, TimeProvider.System,
            NullLogger<JournalDatabase>.Instance);
        if (!File.Exists(database.File) || !database.Halls().Contains(hall))
        {
            return null;
        }

        var contents = database.Read(hall, DateTimeOffset.MaxValue);
        var state = contents.Opening is { } opening ? HallState.FromOpeningState(opening) : new HallState();
        foreach (var entry in contents.After)
        {
            state.Apply(entry.Event, entry.At);
        }

        return state.IsFounded ? state : null;
    }
}
