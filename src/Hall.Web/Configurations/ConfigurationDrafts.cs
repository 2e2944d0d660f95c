using System.Text.Json;
using Hall.Core.Identifiers;
using Hall.Web.Hub;

namespace Hall.Web.Configurations;

/// <summary>
/// Keeps one draft a hall in a file of the data folder, so that editing can be left and taken up again. A write replaces the file
/// as a whole; whoever saves names the revision that they saw, so that two people never overwrite each other unknowingly.
/// </summary>
public sealed class ConfigurationDrafts(HubOptions options)
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
    public ConfigurationDraft? Save(HallId hall, long seen, long based, string by, DateTimeOffset at, string text)
    {
        lock (_gate)
        {
            if (Read(hall) is { } there && there.Revision != seen)
            {
                return null;
            }

            Directory.CreateDirectory(Folder);
            var draft = new ConfigurationDraft(based, _revisions.GetValueOrDefault(hall) + 1, by, at, text);
            var (file, fresh) = (FileOf(hall), FileOf(hall) + ".new");
            File.WriteAllText(fresh, JsonSerializer.Serialize(new Kept(draft.Base, draft.Revision, draft.By, draft.At, draft.Text)));
            File.Move(fresh, file, overwrite: true);
            (_known[hall], _revisions[hall]) = (draft, draft.Revision);
            return draft;
        }
    }

    /// <summary>Throws the draft away.</summary>
    public void Discard(HallId hall)
    {
        lock (_gate)
        {
            File.Delete(FileOf(hall));
            _known[hall] = null;
        }
    }

    private string Folder => Path.Combine(options.DataFolder, "drafts");

    private string FileOf(HallId hall) => Path.Combine(Folder, $"{hall.Value}.json");

    private ConfigurationDraft? Read(HallId hall)
    {
        if (!_known.TryGetValue(hall, out var draft))
        {
            if (File.Exists(FileOf(hall)) && JsonSerializer.Deserialize<Kept>(File.ReadAllText(FileOf(hall))) is { } kept)
            {
                draft = new(kept.Base, Math.Max(1, kept.Revision), kept.By, kept.At, kept.Text);
            }

            (_known[hall], _revisions[hall]) = (draft, draft?.Revision ?? 0);
        }

        return draft;
    }

    private sealed record Kept(long Base, long Revision, string By, DateTimeOffset At, string Text);
}
