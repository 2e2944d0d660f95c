using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Web.Devices;
using Hall.Web.Surfaces.Help;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>The kiosk: from the doors to the ticket, one citizen after the other.</summary>
public sealed partial class KioskPage
{
    /// <summary>Seconds without a touch after which the kiosk returns to its start.</summary>
    public const int IdleSeconds = PublicHelp.OpenSeconds + 15;

    /// <summary>The same with a ticket on the screen: time to scan its code.</summary>
    public const int TicketSeconds = 30;

    /// <summary>Seconds before the return from which the countdown is shown.</summary>
    public const int WarnSeconds = 15;

    // A second tap within this time was meant for the page before.
    private static readonly TimeSpan DoubleTap = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan HelpShown = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan ComplaintShown = TimeSpan.FromSeconds(45);

    private ElementReference _heading;
    private KioskStep? _focused;
    private DateTimeOffset _touchedAt;
    private DateTimeOffset _steppedAt;
    private DateTimeOffset? _helpAsked;
    private DateTimeOffset? _complaining;
    private bool _helpFailed;
    private bool _busy;
    private bool _large;
    private bool _low;

    /// <summary>The kiosk's name in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private IFollowLinks Links { get; set; } = default!;

    [Inject]
    private ITicketPrinting Printing { get; set; } = default!;

    [Inject]
    private KioskPace Pace { get; set; } = default!;

    private KioskVisit Visit { get; set; } = new();

    private KioskDefinition? Kiosk => Snapshot?.Plan.Configuration.Kiosks.FirstOrDefault(kiosk => kiosk.Kiosk.Value == Id);

    private int PerPage => (_large, _low) switch
    {
        (true, true) => 4,
        (true, false) => 8,
        (false, true) => 8,
        _ => 12,
    };

    // What was chosen as it stands in the catalogue now: names and papers may have changed since, and the matter may be gone.
    private Service? Chosen => Visit.Service is { } service ? Snapshot!.Plan.Services.GetValueOrDefault(service.Code, service) : null;

    private bool IsWithdrawn => Visit.Service is { } service && !Snapshot!.Plan.Services.ContainsKey(service.Code);

    private string Modes => $"{(_large ? "is-large" : "")} {(_low ? "is-low" : "")}";

    private bool IsAtRest =>
        Visit.Step == KioskStep.Start && !Visit.IsAdding && Visit.Card is null && Visit.Query.Length == 0 && !_large && !_low
        && Language == Settings.Language;

    private int? SecondsLeft => IsAtRest
        ? null
        : Math.Max(0, (Visit.Step == KioskStep.Ticket ? TicketSeconds : IdleSeconds) - (int)(Time.GetUtcNow() - _touchedAt).TotalSeconds);

    private string Title => Visit.Step switch
    {
        KioskStep.Start when Visit.IsAdding => Words[Word.KioskTitleAdd, Visit.Ticket!.Ticket.Number],
        KioskStep.Services =>
            Words[Word.KioskTitleServices, Visit.Zone!.Value,
                Snapshot!.Plan.Zones.GetValueOrDefault(Visit.Zone!.Value)?.Names.In(Language) ?? ""],
        KioskStep.Search => Words[Word.KioskTitleSearch],
        KioskStep.Details => Chosen!.Names.In(Language),
        KioskStep.Refused => Words[Word.KioskTitleRefused],
        _ => Words[Word.KioskTitleStart],
    };

    private string Subtitle => Visit.Step switch
    {
        KioskStep.Search => Words[Word.KioskSubSearch],
        KioskStep.Details => Words[Word.KioskSubDetails],
        KioskStep.Refused => "",
        _ => Words[Word.KioskSubStart],
    };

    private string Announcement => Visit.Step == KioskStep.Ticket && Visit.Ticket is { } ticket
        ? Words[Word.KioskTicketSpoken, ticket.Ticket.Number, WaitRange.Text(ticket.Estimate, Words), ticket.Ahead ?? 0]
        : Title;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _touchedAt = Time.GetUtcNow();
        Cards.Seen += OnCard;
    }

    /// <inheritdoc />
    protected override void OnTick()
    {
        if (SecondsLeft == 0)
        {
            Restart();
        }

        // A zone that a publication took away has no matters to choose from; what stands on the screen would be an empty page.
        if (Visit is { Step: KioskStep.Services, Zone: { } zone } && Snapshot?.Plan.Zones.ContainsKey(zone) == false)
        {
            GoTo(KioskStep.Start);
        }

        if (Visit.Step == KioskStep.Details)
        {
            Begin(ForecastAsync);
        }

        if (_helpAsked is { } asked && Time.GetUtcNow() - asked >= HelpShown)
        {
            CloseHelp();
        }

        // The start page shown to nobody has no countdown of its own.
        if (_complaining is { } since && Time.GetUtcNow() - since >= ComplaintShown)
        {
            CloseComplaint();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender && _focused != Visit.Step && Kiosk is not null && Visit.Step != KioskStep.Ticket)
        {
            await _heading.FocusAsync();
        }

        _focused = Visit.Step;
    }

    private void Touch() => _touchedAt = Time.GetUtcNow();

    private bool IsSecondTap() => _busy || Time.GetUtcNow() - _steppedAt < DoubleTap;

    private void GoTo(KioskStep step)
    {
        Visit.Step = step;
        Visit.Page = 0;
        _steppedAt = Time.GetUtcNow();
        Touch();
    }

    private void Restart()
    {
        Visit = new();
        _large = _low = _helpFailed = false;
        (_helpAsked, _complaining) = (null, null);
        ResetLanguage();
        GoTo(KioskStep.Start);
    }

    private void Back()
    {
        if (Visit is { Step: KioskStep.Start, IsAdding: true })
        {
            GoTo(KioskStep.Ticket);
            return;
        }

        var to = Visit.Step == KioskStep.Details ? Visit.CameFrom : KioskStep.Start;
        var page = to == KioskStep.Services ? Visit.Page : 0;
        GoTo(to);
        Visit.Page = page;
    }

    private void ChooseZone(ZoneCode zone)
    {
        if (!IsSecondTap())
        {
            Visit.Zone = zone;
            GoTo(KioskStep.Services);
        }
    }

    private void TurnTo(int page)
    {
        Visit.Page = page;
        Touch();
    }

    private void OpenSearch()
    {
        if (!IsSecondTap())
        {
            GoTo(KioskStep.Search);
        }
    }

    private void Type(string query)
    {
        Visit.Query = query;
        Touch();
    }

    private async Task ChooseServiceAsync(Service service)
    {
        if (IsSecondTap())
        {
            return;
        }

        var page = Visit.Page;
        Visit.Service = service;
        Visit.Zone = service.Zone;
        Visit.CameFrom = Visit.Step;
        Visit.Forecast = null;
        Visit.Attempt = Guid.NewGuid().ToString("N");
        GoTo(KioskStep.Details);
        Visit.Page = page;
        await ForecastAsync();
    }

    private Task ChoosePriorityAsync(PriorityCode priority)
    {
        Visit.Priority = priority;
        Touch();
        return ForecastAsync();
    }

    // What is said of the wait is said for the class that was chosen, and goes on being true while the citizen reads.
    private async Task ForecastAsync()
    {
        var (visit, service) = (Visit, Visit.Service);
        if (visit.Step != KioskStep.Details || service is null)
        {
            return;
        }

        try
        {
            visit.Forecast = await Engine!.AskAsync(new IfIssuedNow(service.Code, visit.Priority));
            StateHasChanged();
        }
        catch (JournalUnavailableException)
        {
            // The page marks itself as stale; what was said last stays until the hall answers again.
        }
    }

    private void AddAnother()
    {
        if (!IsSecondTap())
        {
            Visit.Query = "";
            GoTo(KioskStep.Start);
        }
    }

    private void ToggleLarge()
    {
        _large = !_large;
        Visit.Page = 0;
        Touch();
    }

    private void ToggleLow()
    {
        _low = !_low;
        Visit.Page = 0;
        Touch();
    }

    private void ToggleLanguage()
    {
        Language = Language == Words.English ? Words.Chinese : Words.English;
        Touch();
    }

    private string? LinkOf(Ticket ticket) => Links.For(Snapshot!, ticket, Settings.BaseUrl);
}
