using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Hub;

namespace Hall.Web.Configurations;

/// <summary>A configuration that is being edited.</summary>
/// <param name="Base">Sequence of the version that it began with; whoever publishes sees when another came between.</param>
/// <param name="By">Who changed it last.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Configuration">As it stands.</param>
public sealed record ConfigurationDraft(long Base, string By, DateTimeOffset At, HallConfiguration Configuration);

/// <summary>
/// Keeps one draft a hall in a file of the data folder, so that editing can be left and taken up again. A write replaces the file
/// as a whole; whoever saves names the state that they saw, so that two people never overwrite each other unknowingly.
/// </summary>
public sealed class ConfigurationDrafts(HubOptions options)
{
    private readonly Lock _gate = new();

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
    /// <param name="seen">When the draft was last changed, as far as the writer knows; null when there was none.</param>
    /// <param name="draft">The new one.</param>
    /// <returns>False when somebody changed it meanwhile; nothing was saved then.</returns>
    public bool Save(HallId hall, DateTimeOffset? seen, ConfigurationDraft draft)
    {
        lock (_gate)
        {
            if (Read(hall)?.At is { } at && at != seen)
            {
                return false;
            }

            Directory.CreateDirectory(Folder);
            var (file, fresh) = (FileOf(hall), FileOf(hall) + ".new");
            File.WriteAllText(fresh, JsonSerializer.Serialize(new Kept(draft.Base, draft.By, draft.At, HallConfigurationReader.Write(draft.Configuration))));
            File.Move(fresh, file, overwrite: true);
            return true;
        }
    }

    /// <summary>Throws the draft away.</summary>
    public void Discard(HallId hall)
    {
        lock (_gate)
        {
            File.Delete(FileOf(hall));
        }
    }

    private string Folder => Path.Combine(options.DataFolder, "drafts");

    private string FileOf(HallId hall) => Path.Combine(Folder, $"{hall.Value}.json");

    private ConfigurationDraft? Read(HallId hall)
    {
        if (!File.Exists(FileOf(hall)) || JsonSerializer.Deserialize<Kept>(File.ReadAllText(FileOf(hall))) is not { } kept
            || HallConfigurationReader.Read(kept.Text).Configuration is not { } configuration)
        {
            return null;
        }

        return new(kept.Base, kept.By, kept.At, configuration);
    }

    private sealed record Kept(long Base, string By, DateTimeOffset At, string Text);
}
