using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.People;

namespace Hall.Hub.Setup;

/// <summary>Keeps the draft of the first hall and founds it.</summary>
public sealed partial class HallSetup(HubOptions options, HallDirectory halls, PeopleStore store) : IDisposable
{
    private readonly string _file = Path.Combine(options.DataFolder, "setup-draft.json");
    private readonly SemaphoreSlim _one = new(1);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    /// <summary>What was answered so far.</summary>
    public SetupDraft Draft()
    {
        try
        {
            return File.Exists(_file) ? JsonSerializer.Deserialize<SetupDraft>(File.ReadAllText(_file)) ?? new() : new();
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return new();
        }
    }

    /// <summary>Keeps an answer. When it was the last one, the hall is founded.</summary>
    /// <returns>What is wrong with the answer, one fault a line; empty when it was kept.</returns>
    public async Task<IReadOnlyList<SetupFault>> AnswerAsync(string actor, SetupDraft draft)
    {
        await _one.WaitAsync();
        try
        {
            if (FaultsIn(draft) is { Count: > 0 } faults)
            {
                return faults;
            }

            await File.WriteAllTextAsync(_file, JsonSerializer.Serialize(draft));
            if (draft.Next == SetupQuestion.Found)
            {
                await FoundAsync(actor, draft);
            }

            return [];
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The hours that are offered for a draft: those of its sample, or a usual office's.</summary>
    public SetupHours SuggestedHours(SetupDraft draft) => (SampleOf(draft) is { } sample ? SetupHours.Of(sample.Hours) : null) ?? new();

    // Only what was asked so far is judged: an unanswered question is no fault. A line has one fault, the first: what follows from it would
    // only hide the others.
    private List<SetupFault> FaultsIn(SetupDraft draft)
    {
        var typed = LineFaults(draft).ToList();
        if (typed.Count > 0)
        {
            return typed;
        }

        if (draft.Hours?.Fault is { } hours)
        {
            return [SetupFault.Said(null, hours)];
        }

        var parts = new List<string> { "hall", "names", "timeZone", "hours" };
        foreach (var (step, part) in new[] { (SetupQuestion.Zones, "zones"), (SetupQuestion.Services, "services"),
            (SetupQuestion.Counters, "counters"), (SetupQuestion.Kiosks, "kiosks") })
        {
            if (draft.Next > step)
            {
                parts.Add(part);
            }
        }

        return [.. HallConfigurationValidator.Validate(Configuration(draft))
            .Where(fault => parts.Exists(part => fault.Path.StartsWith(part, StringComparison.Ordinal)))
            .Select(fault => new SetupFault(LineOf(draft, fault.Path), "", fault.Message, fault.Path))
            .DistinctBy(fault => fault.Line is { } line ? Invariant($"{fault.Path[..1]}{line}") : fault.Path + fault.Rule).Take(20)];
    }

    private static IEnumerable<SetupFault> LineFaults(SetupDraft draft)
    {
        var (zones, services) = (SetupLine.Of(draft.Zones), SetupLine.Of(draft.Services));
        if (Math.Max(zones.Count, services.Count) > SetupLine.Most)
        {
            yield return SetupFault.Said(SetupLine.Most + 1, "lines", SetupLine.Most);
        }

        foreach (var line in zones.Where(line => !line.HasLetter))
        {
            yield return SetupFault.Said(line.Number, "zoneLetter", line.Text[..1]);
        }

        var letters = zones.Select(line => line.Letter).ToList();
        foreach (var line in services.Where(line => !line.HasLetter || !letters.Contains(line.Letter)))
        {
            yield return SetupFault.Said(line.Number, "serviceLetter", string.Join(' ', letters));
        }
    }

    private static int? LineOf(SetupDraft draft, string path)
    {
        if (LinePath().Match(path) is not { Success: true } found)
        {
            return null;
        }

        var lines = SetupLine.Of(found.Groups[1].Value == "zones" ? draft.Zones : draft.Services);
        var index = int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture);
        return index < lines.Count ? lines[index].Number : null;
    }

    [GeneratedRegex(@"^(zones|services)\[(\d+)\]")]
    private static partial Regex LinePath();

    private HallConfiguration Configuration(SetupDraft draft)
    {
        if (SampleOf(draft) is not { } file)
        {
            return WithVoice(draft.ToConfiguration(), draft);
        }

        var sample = file with { TimeZone = draft.TimeZone };
        return WithVoice(draft.Hours is { } hours ? sample with { Hours = hours.ToHours() with
        {
            Holidays = sample.Hours.Holidays, Exceptions = sample.Hours.Exceptions,
        } } : sample, draft);
    }

    private HallConfiguration? SampleOf(SetupDraft draft) => draft.Kind is not ("tongling" or "demo-small") ? null
        : HallConfigurationReader.Read(File.ReadAllText(Path.Combine(options.KioskConfigFolder, "halls", $"{draft.Kind}.json")))
            .Configuration;

    private static HallConfiguration WithVoice(HallConfiguration configuration, SetupDraft draft) =>
        configuration with { Voice = configuration.Voice with { Languages = draft.Language == "en" ? ["en", "zh-CN"] : ["zh-CN", "en"] } };

    private async Task FoundAsync(string actor, SetupDraft draft)
    {
        var configuration = Configuration(draft);

        // The tellers of a sample are invented; a hall's own come with their accounts.
        var hall = halls.Found(configuration with { Tellers = [] }, new(actor));
        await store.ChangeAsync(async change =>
        {
            await change.NoteAsync(actor, AuditKind.ConfigurationPublished, hall.Id.Value, $"founded from {draft.Kind}");
            return true;
        });
        File.Delete(_file);
    }
}
