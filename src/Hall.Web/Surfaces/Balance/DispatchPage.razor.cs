using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Balance;

/// <summary>How the next is chosen: changed while the hall runs, from the next call on, by whom is kept.</summary>
public sealed partial class DispatchPage
{
    private DispatchDraft? _draft;
    private string? _refused;
    private bool _busy;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    private bool MaySteer => May(Permission.HallSteer);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Again();
    }

    private void Again() => (_draft, _refused) = (Snapshot is { } snapshot ? new(snapshot.Plan.Configuration) : null, null);

    private async Task SaveAsync()
    {
        if (!MaySteer)
        {
            _refused = Words[Word.PeopleFaultPermission];
            return;
        }

        if (_draft?.Change() is not { } change)
        {
            _refused = null;
            Edge.Add(Words[Word.DispatchSame], Severity.Info);
            return;
        }

        _busy = true;
        try
        {
            var outcome = await Engine!.ExecuteAsync(new ChangeDispatch(change, Actor.Length == 0 ? null : Actor));
            _refused = outcome.Rejection is { } rejection ? Refusal(rejection) : null;
            if (_refused is null)
            {
                Edge.SayDone(Words[Word.DispatchSaved]);
                _draft = new(change.In(Snapshot!.Plan.Configuration));
            }
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
        finally
        {
            _busy = false;
        }
    }

    // The engine's own sentence says who would starve beside whom; it is English, so that the reader's language stands before it.
    private string Refusal(Rejection rejection) =>
        $"{Words[rejection.Code == RejectionCode.WouldStarve ? Word.DispatchStarve : Word.DispatchWrong]} {rejection.Message}";

    private string NameOf(PriorityClass priority) => priority.Names.In(Language) is { Length: > 0 } name ? name
        : Words[Word.CounterRegular];
}
