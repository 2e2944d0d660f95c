using System.Text;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Configurations;
using Hall.Web.Engine;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>How a configuration comes in as a file and goes into force.</summary>
public sealed partial class ConfigurationPage
{
    private const long LargestFile = 8 * 1024 * 1024;

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        (_importFaults, _importPlaces, _said, _imported) = ([], null, null, false);
        if (chosen.File.Size > LargestFile)
        {
            (_refused, _said) = (true, Words["configuration.tooLarge", LargestFile / 1024 / 1024]);
            return;
        }

        using var bytes = new MemoryStream();
        await using (var stream = chosen.File.OpenReadStream(LargestFile))
        {
            await stream.CopyToAsync(bytes);
        }

        var import = ConfigurationImport.Read(bytes.ToArray(), Engine!.Id);
        (_importFaults, _imported, _refused) = (import.Faults, true, import.Configuration is null);
        _importPlaces = import.Faults.Count == 0 ? null : new(Words, Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF'));
        _said = import.Refusal is { } refusal ? Words[$"configuration.{refusal}", [.. import.Arguments]] : null;
        if (import.Configuration is { } configuration)
        {
            await SaveAsync(HallConfigurationReader.Write(configuration));
        }
    }

    private async Task PublishAsync(PublishOrder order)
    {
        if (!Allowed(MayPublish))
        {
            return;
        }

        _versions = await Known.LatestAsync(Engine!.Id, Versions, CancellationToken.None);
        if (_draft is not { } draft)
        {
            return;
        }

        if (draft.Base != _versions[0].Sequence)
        {
            Rebase(draft);
        }
        else if (draft.Configuration is { } configuration)
        {
            await (order.At is { } due ? ScheduleAsync(draft, order, due) : PublishNowAsync(configuration, order));
        }
    }

    private async Task ScheduleAsync(ConfigurationDraft draft, PublishOrder order, DateTimeOffset due)
    {
        await Schedule.OrderAsync(Engine!.Id, new(due, Actor, order.Why, HallConfigurationReader.Write(Snapshot!.Plan.Configuration), draft.Text, order.Gone, order.CloseCounters));
        Drafts.Discard(Engine.Id);
        (_refused, _said) = (false, Words["configuration.scheduled", HallTime.DayAndClock(Snapshot.Plan, due, Words)]);
        Look();
    }

    private async Task PublishNowAsync(HallConfiguration configuration, PublishOrder order)
    {
        var gone = GoneCounters.Of(Engine!.Snapshot.Plan.Configuration, configuration);
        try
        {
            var outcome = await Engine.ExecuteAsync(new PublishConfiguration(configuration, Actor.Length == 0 ? null : new(Actor), order.Why)
            {
                Gone = [.. order.Gone.Select(pair => new GoneService(new(pair.Key), pair.Value is { } to ? new ServiceCode(to) : null))],
            });
            _refused = outcome.Rejection is not null;
            _said = outcome.Rejection is { } rejection ? Words.Find($"rejection.{rejection.Code}") ?? rejection.Message : Words["configuration.published"];
            if (!_refused)
            {
                await AfterPublicationAsync(order.CloseCounters ? gone : []);
            }

            // The snapshot follows the commit by some milliseconds, and what is edited next must begin with what is in force.
            Look(_refused ? null : configuration);
        }
        catch (JournalUnavailableException)
        {
            (_refused, _said) = (true, Words[$"rejection.{RejectionCode.JournalUnavailable}"]);
        }
    }

    private async Task AfterPublicationAsync(IReadOnlyList<CounterId> toClose)
    {
        Drafts.Discard(Engine!.Id);
        await GoneCounters.CloseAsync(Engine, toClose);
        _versions = await Known.LatestAsync(Engine.Id, Versions, CancellationToken.None);
    }

    // What is compared on the page is the version in force, so that a second press publishes what was seen.
    private void Rebase(ConfigurationDraft draft)
    {
        var began = _versions.FirstOrDefault(version => version.Sequence == draft.Base)?.Configuration ?? _versions[^1].Configuration;
        var text = ConfigurationMerge.Of(HallConfigurationReader.Write(began), draft.Text, HallConfigurationReader.Write(_versions[0].Configuration), out var conflicts);
        Drafts.Save(Engine!.Id, draft.Revision, _versions[0].Sequence, Actor, Time.GetUtcNow(), text);
        _meanwhile = conflicts.Count == 0 ? _meanwhile : new(_versions[0].By ?? "", ConfigurationComparison.Of(began, _versions[0].Configuration), conflicts);
        (_refused, _said) = (true, Words["configuration.otherVersion"]);
        Look();
    }
}
