using System.Collections.Concurrent;
using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Engine;

namespace Hall.Core.Tests.AnyDay;

/// <summary>How often each command was tried in random days, and how often it changed something.</summary>
internal sealed class CommandTally
{
    private readonly ConcurrentDictionary<Type, (int Tried, int Accepted)> _counts = new();

    public void Count(HallCommand command, Decision decision)
    {
        var accepted = decision.Rejection is null && !decision.Events.IsEmpty ? 1 : 0;
        _counts.AddOrUpdate(command.GetType(), (1, accepted), (_, known) => (known.Tried + 1, known.Accepted + accepted));
    }

    /// <summary>The share of a command that changed something; 0 when it was never tried.</summary>
    public double Share(Type command) => _counts.TryGetValue(command, out var count) ? (double)count.Accepted / count.Tried : 0;

    /// <summary>A line for each command, the rarest first.</summary>
    public string Table() =>
        string.Join('\n', _counts.OrderBy(pair => Share(pair.Key)).Select(pair => string.Create(CultureInfo.InvariantCulture,
        $"{pair.Key.Name,-22} {pair.Value.Accepted,7} of {pair.Value.Tried,7}  {100 * Share(pair.Key),5:F1} %")));
}
