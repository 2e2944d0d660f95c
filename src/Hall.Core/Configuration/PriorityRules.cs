using System.Globalization;

namespace Hall.Core.Configuration;

/// <summary>Classes of priority: each once, with a weight that the dispatcher can multiply by.</summary>
public static class PriorityRules
{
    private const int MostClasses = 50;
    private const double LargestFactor = 1000;
    private const int LongestCreditSeconds = 86_400;

    /// <summary>Adds a fault for each class that is twice or cannot be reckoned with.</summary>
    public static void Check(RuleFaults faults, IReadOnlyList<PriorityClass> priorities)
    {
        faults.AtMost("priorities", priorities.Count, MostClasses);
        faults.Unique(priorities, priority => priority.Code.Value, i => Invariant($"priorities[{i}].code"), "class");
        for (var i = 0; i < priorities.Count; i++)
        {
            var (path, priority) = (Invariant($"priorities[{i}]"), priorities[i]);
            TextRules.CheckIdentifier(faults, $"{path}.code", priority.Code.Value);
            if (!(priority.Factor > 0 && priority.Factor <= LargestFactor))
            {
                faults.Add(
                    $"{path}.factor", string.Create(
                        CultureInfo.InvariantCulture,
                        $"{priority.Factor} is out of range. Give a number above 0 and at most {LargestFactor}; "
                        + $"1 is an ordinary citizen."));
            }

            faults.InRange($"{path}.creditSeconds", priority.CreditSeconds, 0, LongestCreditSeconds, "seconds");
            TextRules.Check(faults, $"{path}.names", priority.Names, chineseNeeded: true);
        }
    }
}
