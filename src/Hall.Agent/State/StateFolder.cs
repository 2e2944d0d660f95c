using Hall.Agent.Settings;
using Hall.Devices.Supervision;

namespace Hall.Agent.State;

/// <summary>
/// The folder in which an agent keeps its presses, for as long as it runs. It belongs to one agent at a time and is claimed before anything
/// else: a second agent that opened the same files would have the first write into files that are no longer there.
/// </summary>
public sealed class StateFolder : IDisposable
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private readonly FolderClaim _claim;

    private StateFolder(string path, FolderClaim claim) => (Path, _claim) = (path, claim);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Claims a folder, which is made when it is missing.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="AgentStartException">Another agent has it, or it cannot be written; the message says what to do.</exception>
    public static StateFolder Of(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return FolderClaim.TryOf(path, "agent.lock") is { } claim ? new(path, claim) : throw new AgentStartException(
                $"Another agent runs with the state folder {path}; this one has changed nothing and ends. "
                + "End the other first, or give this one a folder of its own with --state.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AgentStartException($"The state folder {path} cannot be written: {fault.Message}");
        }
    }

    /// <summary>The same, but waits for one that was killed a moment ago and is still on its way out.</summary>
    public static async Task<StateFolder> OfAsync(string path, TimeSpan patience, CancellationToken cancel)
    {
        for (var tries = patience / BetweenTries; ; tries--)
        {
            try
            {
                return Of(path);
            }
            catch (AgentStartException) when (tries >= 1)
            {
                await Task.Delay(BetweenTries, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _claim.Dispose();
}
