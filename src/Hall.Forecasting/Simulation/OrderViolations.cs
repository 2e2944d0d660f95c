namespace Hall.Forecasting.Simulation;

/// <summary>
/// Pairs of one service and one class called in the reverse order of arrival: the later one was called while the earlier one was still
/// waiting and was called after that. Who came or was called at the same instant is in no order.
/// </summary>
public static class OrderViolations
{
    /// <summary>Counts them in n·log n.</summary>
    public static long Count(DayRecord day)
    {
        var groups = new Dictionary<(string, string), List<(TimeSpan Arrived, TimeSpan Called)>>();
        for (var i = 0; i < day.Stays.Count; i++)
        {
            if (day.Stays[i].End is not (StayEnd.Served or StayEnd.NoShow))
            {
                continue;
            }

            var visitor = day.Visitors[i];
            var key = (visitor.Service.Value, visitor.Priority.Value);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = [];
            }

            group.Add((visitor.Arrives, visitor.Arrives + day.Stays[i].Wait));
        }

        return groups.Values.Sum(Inversions);
    }

    private static long Inversions(List<(TimeSpan Arrived, TimeSpan Called)> group)
    {
        // Equal arrivals in the order of their calls make no pair.
        group.Sort();
        var called = group.Select(item => item.Called.Ticks).ToArray();
        return Sort(called, new long[called.Length], 0, called.Length);
    }

    /// <summary>Merge sort that counts how often a later value goes before an earlier one.</summary>
    private static long Sort(long[] values, long[] buffer, int from, int to)
    {
        if (to - from < 2)
        {
            return 0;
        }

        var middle = (from + to) / 2;
        var count = Sort(values, buffer, from, middle) + Sort(values, buffer, middle, to);
        var (left, right) = (from, middle);
        for (var i = from; i < to; i++)
        {
            if (right == to || (left < middle && values[left] <= values[right]))
            {
                buffer[i] = values[left++];
            }
            else
            {
                count += middle - left;
                buffer[i] = values[right++];
            }
        }

        Array.Copy(buffer, from, values, from, to - from);
        return count;
    }
}
