using Hall.Core.Configuration;
using Hall.Devices.IdCards;
using Hall.Hub.Devices;
using Hall.Web.Devices;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Kiosk;

// The identity card: laid on at any moment of a visit, asked for before the number is given.
public sealed partial class KioskPage
{
    [Inject]
    private ICardReading Cards { get; set; } = default!;

    private KioskIdentity Identity => Snapshot!.Plan.Configuration.KioskLayout.Identity;

    private ReaderState Reader => Identity == KioskIdentity.NotAsked ? ReaderState.None : Cards.At(Snapshot!, Id);

    // A hall must not stand still over a reader that broke: the manager is told of it, and numbers are given without.
    private bool MustLayCard =>
        Identity == KioskIdentity.Required && Reader == ReaderState.Up && Visit is { IsAdding: false, Holder: null };

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        Cards.Seen -= OnCard;
        return base.DisposeAsync();
    }

    private void OnCard(CardSeen seen)
    {
        if (seen.Hall.Value == Hall && seen.Place == Id)
        {
            Begin(() => Take(seen));
        }
    }

    private void Take(CardSeen seen)
    {
        if (Snapshot is null || Identity == KioskIdentity.NotAsked || Visit.Step == KioskStep.Ticket || Visit.IsAdding)
        {
            return;
        }

        Visit.Card = seen.Sign;
        if (seen.Sign == CardSign.Read)
        {
            // Somebody else's card makes it another attempt.
            (Visit.Holder, Visit.Attempt) = (seen.Holder, Guid.NewGuid().ToString("N"));
        }

        Touch();
        StateHasChanged();
    }
}
