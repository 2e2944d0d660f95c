namespace Hall.Agent.Settings;

/// <summary>What an agent must know to start.</summary>
/// <param name="Hub">Base address of the hub, such as <c>https://hall.example</c>.</param>
/// <param name="Key">The key, role <c>agent</c>. Never logged.</param>
/// <param name="Folder">Where the outbox and the last device list are.</param>
/// <param name="StatusPort">Loopback port of the status page; 0 takes a free one.</param>
public sealed record AgentSettings(Uri Hub, string Key, string Folder, int StatusPort)
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Reads the settings. The key comes from a file or the environment, never from the command line, which everybody on the machine can
    /// read.
    /// </summary>
    /// <param name="hub">What <c>--hub</c> says; else the variable <c>HALL_HUB</c>.</param>
    /// <param name="keyFile">What <c>--key-file</c> says; else <c>HALL_AGENT_KEY_FILE</c>; else <c>HALL_AGENT_KEY</c> holds the key
    /// itself.</param>
    /// <param name="state">What <c>--state</c> says; else <c>HALL_AGENT_STATE</c>; else the platform's application-data folder.</param>
    /// <param name="statusPort">Port of the status page.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <exception cref="AgentStartException">Something is missing or may not be used.</exception>
    public static AgentSettings Read(string? hub, string? keyFile, string? state, int statusPort, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var address = hub ?? environment("HALL_HUB")
            ?? throw new AgentStartException("Where is the hub? Give --hub or the variable HALL_HUB, such as https://hall.example.");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new AgentStartException($"'{address}' is no address of a hub. It looks like https://hall.example.");
        }

        var folder = state ?? environment("HALL_AGENT_STATE")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "hall-agent");
        return new(uri, ReadKey(keyFile ?? environment("HALL_AGENT_KEY_FILE"), environment), folder, statusPort);
    }

    private static string ReadKey(string? file, Func<string, string?> environment)
    {
        if (file is null)
        {
            return Checked(environment("HALL_AGENT_KEY") ?? throw new AgentStartException(
                "Where is the key? Give --key-file or the variable HALL_AGENT_KEY_FILE or HALL_AGENT_KEY."), "HALL_AGENT_KEY");
        }

        if (!File.Exists(file))
        {
            throw new AgentStartException($"There is no key file {file}.");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
        {
            throw new AgentStartException($"Others may read the key file {file}. Say: chmod 0600 {file}");
        }

        try
        {
            return Checked(File.ReadAllText(file).Trim(), file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AgentStartException($"The key file {file} cannot be read: {fault.Message}");
        }
    }

    private static string Checked(string key, string from) =>
        key.Length > 0 && key.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_')
            ? key
            : throw new AgentStartException(
                $"What stands in {from} is no key. The hub prints one with: hall key create --role agent --name NAME");
}

/// <summary>The agent cannot start; the message says why and what to do.</summary>
public sealed class AgentStartException(string message) : Exception(message);
