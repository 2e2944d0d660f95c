using System.Text;
using System.Text.Json;
using Hall.Devices.Agents;

namespace Hall.Agent.Outbox;

/// <summary>One line of the outbox's file: a press, or that one was answered. Lines of every earlier agent stay readable.</summary>
/// <param name="Press">The press.</param>
/// <param name="Answered">The answered press.</param>
internal sealed record OutboxLine(KeptPress? Press, Guid? Answered)
{
    private static readonly JsonSerializerOptions Json = Options();

    /// <summary>The bytes of a line.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>What an outbox's file holds: the presses without an answer, in order, and lines that nobody can read.</summary>
    /// <param name="file">The file's whole lines.</param>
    public static (IReadOnlyList<KeptPress> Waiting, IReadOnlyList<string> Unreadable) Read(ReadOnlySpan<byte> file)
    {
        var (answered, presses, unreadable) = (new HashSet<Guid>(), new OrderedDictionary<Guid, KeptPress>(), new List<string>());
        foreach (var text in Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (Parse(text))
            {
                case { Answered: { } id }: answered.Add(id); break;
                case { Press: { } press }: presses.TryAdd(press.EventId, press); break;
                default: unreadable.Add(text); break;
            }
        }

        return ([.. presses.Values.Where(press => !answered.Contains(press.EventId))], unreadable);
    }

    private static OutboxLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<OutboxLine>(text, Json) is { } line
                && (line.Answered is not null || line.Press is { EventId: var id, Hall: not null, Counter: not null, Digits: not null }
                    && id != Guid.Empty) ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        AgentContract.Configure(options);
        return options;
    }
}
