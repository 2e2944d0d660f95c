using Hall.Core.Cases;
using Hall.Core.Engine;
using Hall.Hub.Cases;
using Hall.Storage.Cases;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>What became of a complaint.</summary>
/// <param name="Number">Its number; null when it was not taken.</param>
/// <param name="Refused">Why not, as the word's key; null when it was.</param>
public sealed record KioskComplaintAnswer(string? Number, string? Refused);

/// <summary>Takes complaints of those who have no phone.</summary>
public interface IKioskComplaints
{
    /// <summary>Takes one into the hall's register, under the limits of every other way.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="content">What the citizen says.</param>
    /// <param name="telephone">Where to call back; empty for nowhere.</param>
    Task<KioskComplaintAnswer> SendAsync(IHall hall, string title, string content, string telephone);
}

/// <summary>The hub's register of complaints.</summary>
public sealed class KioskComplaints(CaseService cases) : IKioskComplaints
{
    private const string Unreachable = "telephone";
    private const string NotNow = "unavailable";

    /// <inheritdoc />
    public async Task<KioskComplaintAnswer> SendAsync(IHall hall, string title, string content, string telephone)
    {
        var (contact, sound) = Contact.Read("", telephone);
        if (!sound)
        {
            return new(null, Unreachable);
        }

        try
        {
            var answer = await cases.RegisterAsync(hall, title, content, ComplaintChannel.Kiosk, null, contact, null);
            return new(answer.After?.Number, answer.After is null ? NotNow : null);
        }
        catch (JournalUnavailableException)
        {
            return new(null, NotNow);
        }
    }
}
