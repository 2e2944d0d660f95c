using System.Text.Json.Nodes;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;

namespace Hall.Hub.Configurations;

/// <summary>
/// Keeps one draft a hall in a file of the data folder, so that editing can be left and taken up again. A write replaces the file
/// as a whole; whoever saves names the revision that they saw, so that two people never overwrite each other unknowingly.
/// </summary>
public sealed class ConfigurationDrafts(HubOptions options, HubAlerts alerts)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HallId, ConfigurationDraft?> _known = [];
    private readonly Dictionary<HallId, long> _revisions = [];

    /// <summary>The draft; null when nobody edits.</summary>
    public ConfigurationDraft? Find(HallId hall)
    {
        lock (_gate)
        {
            return Read(hall);
        }
    }

    /// <summary>Saves a draft.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="seen">The revision that the writer began with; 0 when there was none.</param>
    /// <param name="based">Sequence of the version that the draft began with.</param>
    /// <param name="by">Who saves.</param>
    /// <param name="at">Now, UTC.</param>
    /// <param name="text">Its JSON; faults are allowed.</param>
    /// <returns>The saved draft; null when somebody saved meanwhile: nothing was written then.</returns>
    /// <exception cref="IOException">The disk is full or refuses; nothing was written.</exception>
    public ConfigurationDraft? Save(HallId hall, long seen, long based, string by, DateTimeOffset at, string text)
    {
        lock (_gate)
        {
            if (Read(hall) is { } there && there.Revision != seen)
            {
                return null;
            }

            var draft = new ConfigurationDraft(based, _revisions.GetValueOrDefault(hall) + 1, by, at, text);
            DocumentOf(hall).Write(new(draft.Base, draft.By, draft.At, draft.Text) { Revision = draft.Revision });
            (_known[hall], _revisions[hall]) = (draft, draft.Revision);
            return draft;
        }
    }

    /// <summary>Throws the draft away.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="seen">The revision that is meant.</param>
    /// <returns>Whether it is gone; false when somebody saved meanwhile: theirs stays.</returns>
    public bool Discard(HallId hall, long seen)
    {
        lock (_gate)
        {
            if (Read(hall) is { } there && there.Revision != seen)
            {
                return false;
            }

            DocumentOf(hall).Delete();
            _known[hall] = null;
            return true;
        }
    }

    /// <summary>Name of the file of an earlier draft that could not be read and was set aside; null when there is none.</summary>
    public string? SetAside(HallId hall) => DocumentOf(hall).SetAside;

    /// <summary>Somebody has read that a draft was set aside.</summary>
    public void Acknowledge(HallId hall)
    {
        DocumentOf(hall).Acknowledge();
        alerts.Clear(AlertKind.DocumentUnreadable, SubjectOf(hall));
    }

    private static string SubjectOf(HallId hall) => $"{hall.Value}/draft";

    private KeptDocument<Kept> DocumentOf(HallId hall) =>
        new(Path.Combine(options.DataFolder, "drafts", $"{hall.Value}.json"), kept => JsonNode.Parse(kept.Text) is JsonObject);

    private ConfigurationDraft? Read(HallId hall)
    {
        if (!_known.TryGetValue(hall, out var draft))
        {
            var document = DocumentOf(hall);
            if (document.Read() is { } kept)
            {
                draft = new(kept.Base, Math.Max(1, kept.Revision), kept.By, kept.At, kept.Text);
            }

            if (document.SetAside is not null)
            {
                alerts.Raise(AlertKind.DocumentUnreadable, SubjectOf(hall), "draft");
            }

            (_known[hall], _revisions[hall]) = (draft, draft?.Revision ?? 0);
        }

        return draft;
    }

    private sealed record Kept(long Base, string By, DateTimeOffset At, string Text)
    {
        public long Revision { get; init; }
    }
}
