using System.Security.Cryptography;
using System.Text;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Snapshots;
using Hall.Web.Http;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Kiosk;

// What the kiosk asks of the hall: a ticket, another matter, a person to come.
public sealed partial class KioskPage
{
    private async Task ConfirmAsync()
    {
        if (IsSecondTap() || Visit.Service is null || MustLayCard)
        {
            return;
        }

        _busy = true;
        try
        {
            if (Visit.Ticket is { } issued)
            {
                var command = new AddService(issued.Ticket.Id, Visit.Service.Code);
                Show(await Engine!.ExecuteAsync(command, AttemptOf(command)));
                return;
            }

            if (await IssueAsync(new([Visit.Service.Code], Visit.Priority, Language, Kiosk!.Kiosk, Visit.Holder)) is { } outcome)
            {
                Show(outcome);
                return;
            }

            Visit.Refusal = new(ApiCode.TooManyRequests, "");
            GoTo(KioskStep.Refused);
        }
        catch (JournalUnavailableException)
        {
            Visit.Refusal = new(RejectionCode.JournalUnavailable, "");
            GoTo(KioskStep.Refused);
        }
        finally
        {
            _busy = false;
        }
    }

    // Null when the kiosk gives numbers too fast. What was refused or could not be kept does not count.
    private async Task<HallOutcome?> IssueAsync(IssueTicket command)
    {
        if (Pace.TryGive(Engine!.Id, Id) is not null)
        {
            return null;
        }

        HallOutcome? outcome = null;
        try
        {
            return outcome = await Engine.ExecuteAsync(command, AttemptOf(command));
        }
        finally
        {
            if (outcome is not { Succeeded: true })
            {
                Pace.TakeBack(Engine.Id, Id);
            }
        }
    }

    private void Show(HallOutcome outcome)
    {
        Visit.Refusal = outcome.Rejection;
        Visit.Warnings = outcome.Warnings;
        Visit.Ticket = outcome.Ticket ?? Visit.Ticket;
        GoTo(outcome.Succeeded && Visit.Ticket is not null ? KioskStep.Ticket : KioskStep.Refused);
        if (Visit is { Step: KioskStep.Ticket, Ticket: { } ticket } && Printing.HasPrinter(Snapshot!, Kiosk!.Kiosk))
        {
            // Not awaited: the number is on the screen at once, and the slip follows.
            Begin(() => PrintAsync(Visit, ticket));
        }
    }

    private async Task PrintAsync(KioskVisit visit, TicketView ticket)
    {
        visit.Printed = null;
        visit.Printed = await Printing.PrintAsync(Engine!, Kiosk!.Kiosk, ticket, LinkOf(ticket.Ticket), Words);
        await InvokeAsync(StateHasChanged);
    }

    private Idempotency AttemptOf(HallCommand command) => new(
        $"kiosk/{Id}", Visit.Attempt,
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{command.GetType().Name} {Visit.Service!.Code} {Visit.Priority}"))));

    private async Task AskForHelpAsync()
    {
        if (_helpAsked is not null || _busy)
        {
            return;
        }

        _busy = true;
        Touch();
        try
        {
            _helpFailed = !(await Engine!.ExecuteAsync(new RequestHelp(Words.For(Words.Chinese)[Word.KioskPlace, Id]))).Succeeded;
        }
        catch (JournalUnavailableException)
        {
            _helpFailed = true;
        }
        finally
        {
            _busy = false;
            _helpAsked = Time.GetUtcNow();
        }
    }

    private string? ComplaintLink => Links.ForComplaint(Snapshot!, Kiosk!.Kiosk, Now, Settings.BaseUrl);

    // Whoever complains may do so about whoever would come: nobody is called.
    private void OpenComplaint()
    {
        _complaining = Time.GetUtcNow();
        Touch();
    }

    private void CloseComplaint()
    {
        // The heading has the focus again, as after every step.
        (_complaining, _focused) = (null, null);
        Touch();
    }

    private void CloseHelp()
    {
        (_helpAsked, _focused) = (null, null);
        Touch();
    }
}
