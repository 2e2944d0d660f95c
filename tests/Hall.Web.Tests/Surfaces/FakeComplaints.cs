using Hall.Core.Engine;
using Hall.Web.Surfaces.Kiosk;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Takes complaints, until a test says why not.</summary>
public sealed class FakeComplaints : IKioskComplaints
{
    public List<(string Title, string Content, string Telephone)> Taken { get; } = [];

    /// <summary>Why none is taken; null when they are.</summary>
    public string? Refused { get; set; }

    public Task<KioskComplaintAnswer> SendAsync(IHall hall, string title, string content, string telephone)
    {
        if (Refused is null)
        {
            Taken.Add((title, content, telephone));
        }

        return Task.FromResult(new KioskComplaintAnswer(Refused is null ? "T2026-0001" : null, Refused));
    }
}
