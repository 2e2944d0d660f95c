namespace Hall.Forecasting.Live;

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
            var since = _headSince[line];
            if (since > at)
            {
                continue;
            }

            var wait = at - since;
            var score = _factor[line] * (wait + _credit[line]);
            var isCapped = wait >= _hall.CapSeconds;
            if (wait >= atLeast && best.IsBeatenBy(score, wait, isCapped))
            {
                best = new() { Line = line, Score = score, Wait = wait, IsCapped = isCapped };
            }
        }
    }

    /// <summary>
    /// When a counter that found nobody may find someone: when one comes, or when the reserve lets go of what it holds back.
    /// </summary>
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
            next = _headSince[line] > at ? Math.Min(next, _headSince[line]) : next;
        }

        return next;
    }

    private bool IsHeldBack(int[] lines, double at)
    {
        foreach (var line in lines)
        {
            if (_headSince[line] <= at)
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

        // All who would join in one class weigh the same, so most choices are settled without looking at any of them.
        var firstClasses = 0UL;
        for (var i = 0; i < _hall.Classes.Length; i++)
        {
            var of = _hall.Classes[i];
            var isFirst = !any || (!capped && (of.Factor * (at + of.CreditSeconds) > score || at >= _hall.CapSeconds));
            firstClasses |= isFirst ? 1UL << i : 0;
        }

        return firstClasses == 0 ? 0 : Join(counter, at, firstClasses, waits, round);
    }

    private int Join(int counter, double at, ulong firstClasses, float[][] waits, int round)
    {
        var outline = _hall.Counters[counter];
        var takesGeneral = !outline.IsReserved || at >= AtLeast(outline, counter, hasSpecial: false);
        var joiners = _joiners[counter];
        var found = 0;
        for (var i = joiners.Count - 1; i >= 0; i--)
        {
            var joiner = joiners[i];
            var row = waits[_rows + joiner];
            if (row[round] < HorizonSeconds)
            {
                Drop(joiners, i);
            }
            else if ((firstClasses & (1UL << (joiner % _hall.Classes.Length))) != 0
                && (takesGeneral || _hall.IsSpecial[joiner / _hall.Classes.Length]))
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
