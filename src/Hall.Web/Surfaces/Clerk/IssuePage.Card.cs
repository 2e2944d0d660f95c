using Hall.Core.Engine;
using Hall.Devices.IdCards;
using Hall.Hub.Devices;
using Hall.Web.Devices;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Clerk;

// The reader on the clerk's desk: a card that is laid on finds its holder's ticket, and is whose the next one will be.
public sealed partial class IssuePage
{
    private CardSign? _card;
    private string? _holder;
    private string? _desk;
    private bool _holdsNone;

    [Inject]
    private ICardReading Cards { get; set; } = default!;

    private IReadOnlyList<string> Desks => Snapshot is { } snapshot ? Cards.Desks(snapshot) : [];

    private string Desk => Desks is [var first, ..] all ? all.Contains(_desk ?? "") ? _desk! : first : "";

    private string CardKey => (_card, Cards.At(Snapshot!, Desk)) switch
    {
        (CardSign.Reading, _) => Word.KioskCardReading,
        (CardSign.Pulled, _) => Word.KioskCardPulled,
        (CardSign.Unknown, _) => Word.IssueCardUnknown,
        (CardSign.Read, _) => Word.IssueCardRead,
        (_, ReaderState.Down) => Word.IssueCardDown,
        _ => Word.IssueCardLay,
    };

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        Cards.Seen -= OnCard;
        return base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Cards.Seen += OnCard;
    }

    private void OnCard(CardSeen seen)
    {
        if (seen.Hall.Value == Hall)
        {
            Begin(() => TakeAsync(seen));
        }
    }

    private async Task TakeAsync(CardSeen seen)
    {
        if (seen.Place != Desk || Engine is null)
        {
            return;
        }

        (_card, _holder, _holdsNone) = (seen.Sign, seen.Holder, false);
        if (seen.Holder is { } holder)
        {
            (_said, _missing) = (null, false);
            ShowFound(await Engine.AskAsync(new TicketsByHolder(holder)));
            _holdsNone = _ticket is null;
        }

        StateHasChanged();
    }

    private void ChooseDesk(string desk)
    {
        _desk = desk;
        ForgetCard();
    }

    private void ForgetCard() => (_card, _holder, _holdsNone) = (null, null, false);
}
