using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Storage.Alerts;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Hall.Web.Surfaces.Manager;

/// <summary>The hall as it is now: who waits, who serves, what needs a hand.</summary>
public sealed partial class LivePage
{
    private IReadOnlyList<ManagerAlert> _alerts = [];
    private string? _refused;

    /// <summary>Who looks; null where nobody signs in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    [Inject]
    private HubAlerts Hub { get; set; } = default!;

    [Inject]
    private WaitingHistory History { get; set; } = default!;

    private bool _maySteer;

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        Look();
        return true;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync() => _maySteer = Who is null || (await Who).User.May(Permission.HallSteer);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Look();
    }

    private void Look() => _alerts = Snapshot is { } snapshot
        ? ManagerAlert.Of(snapshot, Hub.All, Now, Words)
        : [];

    private Task AnswerAsync(long request) => SendAsync(new AnswerHelp(request));

    private Task CorrectClockAsync() => SendAsync(new CorrectClock(Time.GetUtcNow()));

    private async Task SendAsync(HallCommand command)
    {
        if (Who is not null && !(await Who).User.May(Permission.HallSteer))
        {
            _refused = Words[Word.ManagerReadonly];
            return;
        }

        _refused = null;
        try
        {
            var outcome = await Engine!.ExecuteAsync(command);
            if (outcome.Rejection is { } rejection)
            {
                _refused = Words.Find(WordGroup.Rejection, rejection.Code) ?? rejection.Message;
            }
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
        }
    }

    private string NameOf(ServiceCode code) => Snapshot!.Plan.NameOf(code, Language);
}
