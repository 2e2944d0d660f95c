using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Search;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Hall.Web.Surfaces.Clerk;

/// <summary>Issuing at a desk, for those whom a kiosk does not help: issue, find, print again, change, merge, give priority,
/// cancel.</summary>
public sealed partial class IssuePage
{
    private const int MostOffered = 18;
    private readonly List<ServiceCode> _chosen = [];
    private TextField? _searchField;
    private string _typed = "";
    private bool _isAll;
    private string _priority = PriorityCode.None.Value;
    private string _reason = "";
    private string _identity = "";
    private bool _forAnother;
    private string _telephone = "";
    private IReadOnlyList<TicketView> _found = [];
    private string _wanted = "";
    private string? _refused;
    private string? _said;
    private bool _bad;
    private bool _missing;
    private TicketView? _ticket;

    [Inject]
    private HubSecret Secret { get; set; } = default!;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    [Inject]
    private IFollowLinks Links { get; set; } = default!;

    [Inject]
    private TakenServices Taken { get; set; } = default!;

    private Findings? Found => string.IsNullOrWhiteSpace(_typed) ? null
        : ServiceFinder.Find(Snapshot!.Plan.Configuration, _typed, SearchPlace.Of(Snapshot, Language, Taken));

    // What was chosen stays in sight; what is frequent needs no typing. A word is there where people say it and the name does not.
    private List<(Service Service, string? Word)> Offered => Found is { } found
        ? [.. found.All.Select(one => (one.Service, one.Kind is WordKind.Everyday or WordKind.Paper ? one.Word : null))]
        : [.. Snapshot!.Plan.Configuration.Services.OrderByDescending(service => _chosen.Contains(service.Code))
            .ThenByDescending(service => service.Frequent).Select(service => (service, (string?)null))];

    private IEnumerable<Choice<string>> Priorities => Snapshot!.Plan.Configuration.Priorities
        .Select(priority => new Choice<string>(priority.Code.Value, PriorityName(priority.Code.Value)));

    private string PriorityName(string code) =>
        Snapshot!.Plan.Configuration.Priorities.FirstOrDefault(priority =>
            priority.Code.Value == code)?.Names.In(Language) is { Length: > 0 } name ? name : code;

    private string? LinkOf(Ticket ticket) => Links.For(Snapshot!, ticket, Settings.BaseUrl);

    private void Toggle(ServiceCode code)
    {
        if (!_chosen.Remove(code))
        {
            _chosen.Add(code);
            Search("");
        }
    }

    private void Search(string? typed) => (_typed, _isAll) = (typed ?? "", false);

    // Enter takes the best; the field begins anew, for the next matter of the same citizen.
    private async Task OnSearchKeyAsync(KeyboardEventArgs pressed)
    {
        if (pressed.Key == "Enter" && Found?.All.FirstOrDefault(one => !_chosen.Contains(one.Service.Code)) is { } best)
        {
            _chosen.Add(best.Service.Code);
            Search("");
            await _searchField!.FocusAsync();
        }
    }

    private async Task IssueAsync()
    {
        (_refused, _said) = (null, null);
        var priority = new PriorityCode(_priority);
        if (priority != PriorityCode.None && string.IsNullOrWhiteSpace(_reason))
        {
            _refused = Words[Word.IssueWhyMissing];
            return;
        }

        var phone = PhoneHash.Of(Secret, Engine!.Id, _telephone);
        if (phone is null && _telephone.Trim().Length > 0)
        {
            _refused = Words[Word.IssueTelephoneWrong];
            return;
        }

        var holder = _identity.Trim().Length > 0 ? await HolderHash.InAsync(Secret, Engine!, _identity) : _holder;
        var outcome =
            await CarryAsync(new IssueTicket([.. _chosen], PriorityCode.None, Language, null, holder, holder is not null && _forAnother,
                phone));
        if (outcome?.Ticket is { } issued && outcome.Succeeded)
        {
            // Issued first, so that the priority is an event of its own, with its reason, in the audit.
            var changed = priority == PriorityCode.None
                ? null
                : await CarryAsync(new ChangePriority(issued.Ticket.Id, priority, _reason.Trim()));
            _ticket = changed?.Ticket ?? issued;
            (_reason, _identity, _priority, _missing, _forAnother, _telephone,
                _found) = ("", "", PriorityCode.None.Value, false, false, "", []);
            ForgetCard();
            _chosen.Clear();
            await PrintAsync(_ticket);
        }
    }

    private async Task FindAsync()
    {
        (_said, _missing) = (null, false);
        var wanted = _wanted.Trim();
        if (wanted.Length == 0)
        {
            return;
        }

        var numbered = await Engine!.AskAsync(new TicketByNumber(wanted.ToUpperInvariant()));
        ShowFound(numbered is not null ? [numbered] : await HeldByAsync(wanted));
        _missing = _ticket is null;
    }

    private async Task<IReadOnlyList<TicketView>> HeldByAsync(string wanted)
    {
        var held = await Engine!.AskAsync(new TicketsByHolder(await HolderHash.InAsync(Secret, Engine!, wanted)));
        return held.Count == 0 && PhoneHash.Of(Secret, Engine.Id, wanted) is { } phone
            ? await Engine.AskAsync(new TicketsByPhone(phone))
            : held;
    }

    private void ShowFound(IReadOnlyList<TicketView> found)
    {
        _ticket = found.Count > 0 ? found[0] : null;
        _found = found;
    }

    private async Task<bool> SendAsync(HallCommand command)
    {
        (_said, _bad) = (null, false);
        _refused = null;
        var outcome = await CarryAsync(command);
        _bad = outcome?.Succeeded != true;
        (_said, _refused) = (_refused, null);
        if (!_bad)
        {
            Edge.SayDone(Words.Of(WordGroup.IssueDone, command.GetType().Name));
        }

        if (outcome?.Ticket is { } after)
        {
            _ticket = after;
        }

        if (command is ReprintTicket && !_bad && _ticket is { } lost)
        {
            await PrintAsync(lost);
        }

        StateHasChanged();
        return !_bad;
    }

    private async Task<HallOutcome?> CarryAsync(HallCommand command)
    {
        if (!May(command is ChangePriority ? Permission.TicketPriority : Permission.TicketIssue))
        {
            _refused = Words[Word.PeopleFaultPermission];
            return null;
        }

        try
        {
            var outcome = await Engine!.ExecuteAsync(command is ChangePriority change ? change with { By = Actor } : command);
            _refused = outcome.Rejection is { } rejection ? Words.Find(WordGroup.Rejection, rejection.Code) ?? rejection.Message : null;
            return outcome;
        }
        catch (JournalUnavailableException)
        {
            _refused = Words[Word.RejectionJournalUnavailable];
            return null;
        }
    }
}
