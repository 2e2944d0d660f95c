using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Web.Engine;
using Hall.Web.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Hall.Web.Surfaces.Balance;

/// <summary>How the next is chosen: changed while the hall runs, from the next call on, by whom is kept.</summary>
public sealed partial class DispatchPage
{
    private DispatchDraft? _draft;
    private string? _by;
    private string? _said;
    private bool _refused;
    private bool _may;
    private bool _busy;

    /// <summary>Who is signed in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Who is { } who)
        {
            var user = (await who).User;
            (_may, _by) = (user.May(Permission.HallSteer), user.Staff());
        }

        Again();
    }

    private void Again() => (_draft, _said) = (Snapshot is { } snapshot ? new(snapshot.Plan.Configuration) : null, null);

    private async Task SaveAsync()
    {
        if (_draft?.Change() is not { } change)
        {
            (_refused, _said) = (false, Words["dispatch.same"]);
            return;
        }

        _busy = true;
        try
        {
            var outcome = await Engine!.ExecuteAsync(new ChangeDispatch(change, _by));
            (_refused, _said) = outcome.Rejection is { } rejection ? (true, Refusal(rejection)) : (false, Words["dispatch.saved"]);
            if (!_refused)
            {
                _draft = new(change.In(Snapshot!.Plan.Configuration));
            }
        }
        catch (JournalUnavailableException)
        {
            (_refused, _said) = (true, Words[$"rejection.{RejectionCode.JournalUnavailable}"]);
        }
        finally
        {
            _busy = false;
        }
    }

    // The engine's own sentence says who would starve beside whom; it is English, so that the reader's language stands before it.
    private string Refusal(Rejection rejection) =>
        $"{Words[rejection.Code == RejectionCode.WouldStarve ? "dispatch.starve" : "dispatch.wrong"]} {rejection.Message}";

    private string NameOf(PriorityClass priority) => priority.Names.In(Language) is { Length: > 0 } name ? name : Words["counter.regular"];
}
