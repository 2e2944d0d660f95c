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
    private bool _speech;

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

    private IReadOnlyList<ServicePage> Listed => Visit switch
    {
        { Topic: { } topic } => KioskTopics.PagesOf(Snapshot!.Plan, topic, PerPage),
        { Zone: { } zone } => KioskCatalogue.PagesOf(Snapshot!.Plan, zone, PerPage),
        _ => [],
    };

    // What lies under a sheet is neither touched nor read.
    private bool IsCovered => _helpAsked is not null || _complaining is not null;

    private string Modes => $"{(_large ? "is-large" : "")} {(_low ? "is-low" : "")}";

    private bool IsAtRest =>
        Visit.Step == KioskStep.Start && !Visit.IsAdding && Visit.Card is null && Visit.Query.Length == 0 && !_large && !_low && !_speech
        && Language == Settings.Language;

    private int? SecondsLeft => IsAtRest
        ? null
        : Math.Max(0, (Visit.Step == KioskStep.Ticket ? TicketSeconds : IdleSeconds) - (int)(Time.GetUtcNow() - _touchedAt).TotalSeconds);

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

        // A zone or topic that a publication took away has no matters to choose from; what stands on the screen would be an empty page.
        if (Visit.Step == KioskStep.Services && Snapshot is not null && Listed.Count == 0)
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

    // What is said of the wait is said for the class that was chosen, and goes on being true while the citizen reads.
    private async Task ForecastAsync()
    {
        var (visit, service) = (Visit, Visit.Service);
        if (visit.Step != KioskStep.Details || service is null || visit.IsAdding)
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

    private string? LinkOf(Ticket ticket) => Links.For(Snapshot!, ticket, Settings.BaseUrl);
}
