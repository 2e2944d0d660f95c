using System.Text;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Configurations;
using Hall.Hub.Engine;
using Hall.Web.Http;
using Hall.Web.Security;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>How a configuration comes in as a file and goes into force.</summary>
public sealed partial class ConfigurationPage
{
    [Inject]
    private UploadFolder Uploads { get; set; } = default!;

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        (_importFaults, _importPlaces, _refused, _imported) = ([], null, null, false);
        if (await Uploads.ReceiveAsync(chosen.File, BodyBounds.Configuration) is not { } bytes)
        {
            _refused = Words["configuration.tooLarge", BodyBounds.Configuration.Megabytes];
            return;
        }

        var import = ConfigurationImport.Read(bytes, Engine!.Id);
        (_importFaults, _imported) = (import.Faults, true);
        _importPlaces = import.Faults.Count == 0 ? null : new(Words, Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF'));
        _refused = import.Refusal is { } refusal ? Words[$"configuration.{refusal}", [.. import.Arguments]] : null;
        if (import.Configuration is { } configuration)
        {
            await SaveAsync(HallConfigurationReader.Write(configuration));
        }
    }

    private async Task<bool> PublishAsync(PublishOrder order)
    {
        if (!Allowed(MayPublish) || _draft is not { Configuration: { } configuration } draft)
        {
            return false;
        }

        try
        {
            return await (order.At is { } due
                ? ScheduleAsync(draft, configuration, order, due)
                : PublishNowAsync(draft, configuration, order));
        }
        catch (Exception fault) when (fault is JournalUnavailableException or IOException or UnauthorizedAccessException)
        {
            _refused = Words[$"rejection.{RejectionCode.JournalUnavailable}"];
            return false;
        }
        finally
        {
            StateHasChanged();
        }
    }

    private async Task<bool> ScheduleAsync(ConfigurationDraft draft, HallConfiguration configuration, PublishOrder order,
        DateTimeOffset due)
    {
        // What is ordered has been compared with what is in force: who orders sees what others changed first.
        var inForce = await Engine!.AskAsync(new PlanInForce());
        if (inForce.Sequence != draft.Base)
        {
            await RebaseAsync();
            return false;
        }

        await Schedule.OrderAsync(Engine.Id,
            new(due, Actor, order.Why, HallConfigurationReader.Write(inForce.Configuration), HallConfigurationReader.Write(configuration),
                order.Gone, order.CloseCounters));
        Drafts.Discard(Engine.Id, draft.Revision);
        SayDone(Words["configuration.scheduled", HallTime.DayAndClock(Snapshot!.Plan, due, Words)]);
        Look();
        return true;
    }

    private async Task<bool> PublishNowAsync(ConfigurationDraft draft, HallConfiguration configuration, PublishOrder order)
    {
        var began = await BeganAsync(draft);
        var answer = await ConfigurationPublisher.PublishSeenAsync(Engine!, new(began, configuration)
        {
            By = Actor.Length == 0 ? null : new(Actor),
            Why = order.Why,
            Gone = [.. order.Gone.Select(pair => new GoneService(new(pair.Key), pair.Value is { } to ? new ServiceCode(to) : null))],
        });
        if (answer.Succeeded)
        {
            Drafts.Discard(Engine!.Id, draft.Revision);
            await GoneCounters.CloseAsync(Engine, order.CloseCounters ? GoneCounters.Of(answer.InForce.Configuration, configuration) : []);
            SayDone(Words["configuration.published"]);

            // The snapshot follows the commit by some milliseconds, and what is edited next must begin with what is in force.
            Look(answer.Published > 0 ? new HallPlan(answer.Configuration, sequence: answer.Published) : answer.InForce);
            _versions = await Known.LatestAsync(Engine.Id, Versions, CancellationToken.None);
        }
        else if (answer.Meanwhile.Count > 0)
        {
            await RebaseAsync();
        }
        else
        {
            _refused = Words.Find($"rejection.{answer.Rejection!.Code}") ?? answer.Rejection.Message;
        }

        return answer.Succeeded;
    }

    private void SayDone(string done)
    {
        _refused = null;
        Edge.SayDone(done);
    }

    // A draft whose beginning the journal does not reach any more is compared with what is in force, as a file from elsewhere would be.
    private async Task<HallConfiguration> BeganAsync(ConfigurationDraft draft) =>
        await Known.AtAsync(Engine!.Id, draft.Base, CancellationToken.None) ?? (await Engine.AskAsync(new PlanInForce())).Configuration;

    /// <summary>Brings the draft together with what is in force, and says what others changed; the next press publishes what is seen
    /// then.</summary>
    private async Task RebaseAsync()
    {
        if (!Allowed(MayEdit) || _draft is not { } draft)
        {
            return;
        }

        var (began, inForce) = (await BeganAsync(draft), await Engine!.AskAsync(new PlanInForce()));
        var text = ConfigurationMerge.Of(HallConfigurationReader.Write(began), draft.Text,
            HallConfigurationReader.Write(inForce.Configuration), out var conflicts);
        _versions = await Known.LatestAsync(Engine.Id, Versions, CancellationToken.None);
        if (Drafts.Save(Engine.Id, draft.Revision, inForce.Sequence, Actor, Now, text) is not null)
        {
            _meanwhile = new((_versions is [var newest, ..] ? newest.By : null) ?? "",
                ConfigurationComparison.Of(began, inForce.Configuration),
                conflicts);
            _refused = Words["configuration.otherVersion"];
        }

        Look(inForce);
    }
}
