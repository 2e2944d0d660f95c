namespace Hall.Core.Forecast.Live;

public sealed partial class LineRoller
{
    private struct Best
    {
        public int Line;
        public double Score;
        public double Wait;
        public bool IsCapped;

        public readonly bool IsBeatenBy(double score, double wait, bool isCapped) =>
            Line < 0 || (isCapped != IsCapped ? isCapped : isCapped ? wait > Wait : score > Score);
    }

    /// <summary>The dispatcher's choice on the outline: a line, or a due ticket, or nothing.</summary>
    private (int Line, int Due, double Score, bool Capped) Choose(int counter, double at)
    {
        var (due, later) = DueFor(counter);
        if (due >= 0)
        {
            return (-1, due, 0, false);
        }

        var outline = _hall.Counters[counter];
        var best = new Best { Line = -1 };
        Weigh(outline.Special, at, 0, ref best);
        Weigh(outline.Sent, at, 0, ref best);
        Weigh(outline.General, at, AtLeast(outline, counter, best.Line >= 0), ref best);
        return best.Line >= 0 || later < 0
            ? (best.Line, -1, best.Score, best.IsCapped)
            : (-1, later, 0, false);
    }

    private double AtLeast(CounterOutline outline, int counter, bool hasSpecial)
    {
        if (!outline.IsReserved)
        {
            return 0;
        }

        return hasSpecial ? _hall.CapSeconds : AnotherSpecialIsIdle(counter) ? 0 : _hall.ReserveSeconds;
    }

    private bool AnotherSpecialIsIdle(int counter)
    {
        var zone = _hall.Counters[counter].Zone;
        for (var i = 0; i < _idle.Length; i++)
        {
            if (i != counter && _idle[i] && _hall.Counters[i].IsReserved && _hall.Counters[i].Zone == zone)
            {
                return true;
            }
        }

        return false;
    }

    private (int Due, int Later) DueFor(int counter)
    {
        var later = -1;
        for (var i = 0; i < _dueTaken.Length; i++)
        {
            var due = _hall.Due[i];
            if (_dueTaken[i] || Array.IndexOf(_hall.Counters[counter].Services, due.Service) < 0)
            {
                continue;
            }

            if (due.AfterCalls <= _zoneCalls[due.Zone])
            {
                return (i, later);
            }

            later = later < 0 ? i : later;
        }

        return (-1, later);
    }

    private void Weigh(int[] lines, double at, double atLeast, ref Best best)
    {
        foreach (var line in lines)
        {
            var places = _hall.Lines[line].Places;
            double since;
            if (_head[line] < places.Length)
            {
                since = places[_head[line]].SinceSeconds;
            }
            else if (_joined[line] < _arriving[line].Length && _arriving[line][_joined[line]] <= at)
            {
                since = _arriving[line][_joined[line]];
            }
            else
            {
                continue;
            }

            var wait = at - since;
            var of = _hall.Classes[_hall.Lines[line].Class];
            var score = of.Factor * (wait + of.CreditSeconds);
            var isCapped = wait >= _hall.CapSeconds;
            if (wait >= atLeast && best.IsBeatenBy(score, wait, isCapped))
            {
                best = new() { Line = line, Score = score, Wait = wait, IsCapped = isCapped };
            }
        }
    }

    /// <summary>When a counter that found nobody may find someone: when one comes, or when the reserve lets go of what it holds back.</summary>
    private double NextChance(int counter, double at)
    {
        const double PollSeconds = 20;
        var outline = _hall.Counters[counter];
        var next = Math.Min(NextArrival(outline.Special, at), NextArrival(outline.General, at));
        return outline.IsReserved && (_joiners[counter].Count > 0 || IsHeldBack(outline.General, at))
            ? Math.Min(next, at + PollSeconds)
            : next;
    }

    private double NextArrival(int[] lines, double at)
    {
        var next = double.PositiveInfinity;
        foreach (var line in lines)
        {
            var (arriving, joined) = (_arriving[line], _joined[line]);
            next = joined < arriving.Length ? Math.Min(next, Math.Max(arriving[joined], at + 1)) : next;
        }

        return next;
    }

    private bool IsHeldBack(int[] lines, double at)
    {
        foreach (var line in lines)
        {
            if (_head[line] < _hall.Lines[line].Places.Length || (_joined[line] < _arriving[line].Length && _arriving[line][_joined[line]] <= at))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Those who would join now are called when a counter would prefer them to whom it chose; they take nobody's place.</summary>
    private int Join(int counter, double at, bool any, double score, bool capped, bool isDue, float[][] waits, int round)
    {
        if (isDue)
        {
            return 0;
        }

        var outline = _hall.Counters[counter];
        var joiners = _joiners[counter];
        var found = 0;
        for (var i = joiners.Count - 1; i >= 0; i--)
        {
            var joiner = joiners[i];
            var row = waits[_rows + joiner];
            if (row[round] < HorizonSeconds)
            {
                Drop(joiners, i);
                continue;
            }

            var of = _hall.Classes[joiner % _hall.Classes.Length];
            var isFirst = !any || (!capped && of.Factor * (at + of.CreditSeconds) > score) || (!capped && at >= _hall.CapSeconds);
            if (isFirst && (!outline.IsReserved || _hall.IsSpecial[joiner / _hall.Classes.Length] || at >= AtLeast(outline, counter, hasSpecial: false)))
            {
                row[round] = (float)at;
                found++;
                Drop(joiners, i);
            }
        }

        return found;
    }

    private static void Drop(List<int> joiners, int at)
    {
        joiners[at] = joiners[^1];
        joiners.RemoveAt(joiners.Count - 1);
    }
}
