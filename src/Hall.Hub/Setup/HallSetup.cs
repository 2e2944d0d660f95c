using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.People;

namespace Hall.Hub.Setup;

/// <summary>Keeps the draft of the first hall and founds it.</summary>
public sealed class HallSetup(HubOptions options, HallDirectory halls, PeopleStore store) : IDisposable
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
    /// <returns>What is wrong with the answer, by its place in the configuration; empty when it was kept.</returns>
    public async Task<IReadOnlyList<ConfigurationFault>> AnswerAsync(string actor, SetupDraft draft)
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

    // Only what was asked so far is judged: an unanswered question is no fault.
    private List<ConfigurationFault> FaultsIn(SetupDraft draft)
    {
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
            .Where(fault => parts.Exists(part => fault.Path.StartsWith(part, StringComparison.Ordinal))).Take(20)];
    }

    private HallConfiguration Configuration(SetupDraft draft)
    {
        if (draft.Kind is not ("tongling" or "demo-small"))
        {
            return WithVoice(draft.ToConfiguration(), draft);
        }

        var reading =
            HallConfigurationReader.Read(File.ReadAllText(Path.Combine(options.KioskConfigFolder, "halls", $"{draft.Kind}.json")));
        return WithVoice(reading.Configuration! with { TimeZone = draft.TimeZone }, draft);
    }

    private static HallConfiguration WithVoice(HallConfiguration configuration, SetupDraft draft) =>
        configuration with { Voice = configuration.Voice with { Languages = draft.Language == "en" ? ["en", "zh-CN"] : ["zh-CN", "en"] } };

    private async Task FoundAsync(string actor, SetupDraft draft)
    {
        var configuration = Configuration(draft);

        // The tellers of a sample are invented; a hall's own come with their accounts.
        var hall = halls.Found(configuration with { Tellers = [] });
        await store.ChangeAsync(async change =>
        {
            await change.NoteAsync(actor, AuditKind.ConfigurationPublished, hall.Id.Value, $"founded from {draft.Kind}");
            return true;
        });
        File.Delete(_file);
    }
}
