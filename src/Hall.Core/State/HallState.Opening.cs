using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.State;

public sealed partial class HallState
{
    /// <summary>Writes the whole state down.</summary>
    public OpeningState ToOpeningState() => new()
    {
        Sequence = Sequence,
        LastEventAt = LastEventAt,
        Configuration = Plan.Configuration,
        Withdrawn = Plan.Withdrawn.Count == 0
            ? null : [.. Plan.Withdrawn.Values.OrderBy(withdrawn => withdrawn.Service.Code.Value, StringComparer.Ordinal)],
        ConfigurationSequence = Plan.Sequence,
        BusinessDay = BusinessDay,
        DayBeganAt = DayBeganAt,
        NextTicketId = NextTicketId,
        NextHelpRequest = NextHelpRequest,
        Tickets = [.. _tickets.Values.OrderBy(ticket => ticket.Id)],
        Counters = [.. _counters.Values.OrderBy(counter => counter.Id.Value, StringComparer.Ordinal)],
        ZoneCalls = _zoneCalls.OrderBy(pair => pair.Key.Value, StringComparer.Ordinal).ToDictionary(),
        LastNumbers = _lastNumbers.OrderBy(pair => pair.Key)
            .ToDictionary(pair => pair.Key, pair => new Dictionary<ZoneCode, int>(pair.Value)),
        NumbersOfOtherDays = [.. _numbersOfOtherDays.Order(StringComparer.Ordinal)],
        Today = Today,
        MeanServiceSeconds = new Dictionary<ServiceCode, double>(ServiceTimes.MeanSecondsByService),
        RecentCalls = [.. RecentCalls],
        HelpWanted = [.. _helpWanted.Values],
        Closing = Closing,
        Matters = Matters.IsEmpty ? null : Matters,
        Presses = [.. _pressOrder],
    };

    /// <summary>Takes up a state that was written down.</summary>
    public static HallState FromOpeningState(OpeningState opening)
    {
        var state = new HallState
        {
            _plan = new HallPlan(
                opening.Configuration, opening.Withdrawn?.ToImmutableDictionary(withdrawn => withdrawn.Service.Code),
                opening.ConfigurationSequence ?? opening.Sequence),
            Sequence = opening.Sequence,
            LastEventAt = opening.LastEventAt,
            BusinessDay = opening.BusinessDay,
            NextTicketId = opening.NextTicketId,
            NextHelpRequest = opening.NextHelpRequest,
            Closing = opening.Closing,
            Matters = opening.Matters ?? MatterBook.Empty,
        };
        state.DayBeganAt = opening.DayBeganAt ?? state.Plan.BeginOf(opening.BusinessDay);
        state.Fill(opening);
        return state;
    }

    private void Fill(OpeningState opening)
    {
        foreach (var counter in opening.Counters)
        {
            _counters[counter.Id] = counter;
        }

        foreach (var (zone, calls) in opening.ZoneCalls)
        {
            _zoneCalls[zone] = calls;
        }

        foreach (var (day, numbers) in opening.LastNumbers)
        {
            _lastNumbers[day] = new(numbers);
        }

        foreach (var ticket in opening.Tickets)
        {
            Put(ticket);
        }

        foreach (var help in opening.HelpWanted)
        {
            _helpWanted[help.Request] = help;
        }

        foreach (var press in opening.Presses)
        {
            Remember(press);
        }

        ServiceTimes.Restore(opening.MeanServiceSeconds);
        RecentCalls = [.. opening.RecentCalls];
        Today = opening.Today;
        if (opening.NumbersOfOtherDays is not { } numbersOfOtherDays)
        {
            RememberNumbersOfOtherDays();
            return;
        }

        _numbersOfOtherDays.UnionWith(numbersOfOtherDays);
    }
}
