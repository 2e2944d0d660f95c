using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Web.Surfaces.Matters;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager.Matters;

/// <summary>A matter's file, with what the one who looks may do in it.</summary>
public sealed partial class MatterPage
{
    private MatterView? _view;
    private bool _looked;
    private string _act = "";
    private string _ground = "";
    private string _days = "5";
    private string _reason = "";
    private DeliveryWay _way;
    private string? _refused;

    /// <summary>The matter's number.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    private IReadOnlyList<BreadcrumbItem> Above =>
        [new(Words.Of(WordGroup.Manager, "matters"), $"/{Hall}/manager/matters"), new(Number, null, disabled: true)];

    // What the stage allows, for whoever may; the hall has the last word.
    private List<string> Acts
    {
        get
        {
            var acts = new List<string>();
            if (_view is not { Matter: var matter })
            {
                return acts;
            }

            Add(matter.Stage == MatterStage.Ready && May(Permission.MatterAccept), "finish", "refuse");
            Add(matter.Stage.IsRunning() && May(Permission.MatterAccept), "withdraw");
            Add(matter.Stage == MatterStage.Finished && May(Permission.MatterAccept), "tell");
            Add(matter.Stage.IsFinished() && matter.Stage < MatterStage.Delivered && May(Permission.MatterAccept), "deliver");
            Add(matter.Stage.IsRunning() && matter.Suspended is null && May(Permission.MatterSuspend), "suspend");
            Add(matter.Suspended is not null && May(Permission.MatterSuspend), "resume");
            Add(matter.Stage.IsRunning() && May(Permission.MatterExtend), "extend");
            return acts;

            void Add(bool may, params string[] more) => acts.AddRange(may ? more : []);
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        await LookAsync();
    }

    /// <inheritdoc />
    protected override void OnTick() => Begin(LookAsync);

    private async Task LookAsync()
    {
        if (Engine is not null && MatterNumber.IsForm(Number))
        {
            _view = await Engine.AskAsync(new MatterByNumber(MatterNumber.Of(Number)));
        }

        _looked = true;
        StateHasChanged();
    }

    private async Task DoAsync()
    {
        var number = _view!.Matter.Number;
        MatterCommand command = _act switch
        {
            "finish" => new FinishMatter(number, MatterOutcome.Done),
            "refuse" => new FinishMatter(number, MatterOutcome.Refused, Reason),
            "withdraw" => new FinishMatter(number, MatterOutcome.Withdrawn, Reason),
            "tell" => new TellResult(number, _way),
            "deliver" => new DeliverMatter(number, _way, ResultFetcher.Holder, Reason),
            "suspend" => new SuspendMatter(number, _ground),
            "resume" => new ResumeMatter(number),
            _ => new ExtendMatter(number, int.TryParse(_days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
                Reason ?? ""),
        };
        _refused = await MatterText.DoAsync(Engine!, command with
        {
            By = new(Actor), AsLeader = May(Permission.MatterApprove), AsManager = May(Permission.MatterHandOver),
        }, Words);
        (_act, _reason) = _refused is null ? ("", "") : (_act, _reason);
        await LookAsync();
    }

    private IEnumerable<Choice<DeliveryWay>> Ways =>
        Enum.GetValues<DeliveryWay>().Select(way => new Choice<DeliveryWay>(way, Words.Of(WordGroup.MatterWay, way)));

    private IEnumerable<Choice<string>> ActChoices => Acts.Select(act => new Choice<string>(act, Words.Of(WordGroup.MatterDo, act)));

    private IEnumerable<Choice<string>> Grounds => Snapshot!.Plan.Configuration.Matters.Grounds
        .Select(ground => new Choice<string>(ground.Code, ground.Names.In(Language)));

    private string? Reason => _reason.Trim() is { Length: > 0 } reason ? reason : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string NameOf(string staff) => People.FindStaff(staff)?.Name is { Length: > 0 } name ? $"{name} {staff}" : staff;
}
