using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;

namespace Hall.Web.Pads;

/// <summary>A line as the configuration has it, in the words of those who open it.</summary>
internal static class PadLines
{
    /// <summary>The line of a hall.</summary>
    public static PadLine ToLine(this PadBusDefinition definition, HallId hall, SlipFiles slips) => new(
        hall.Value, definition.Name, definition.Protocol, definition.Port, definition.BaudRate, definition.Family,
        definition.Counters.ToDictionary(pair => pair.Key, pair => pair.Value.Value))
    {
        Place = definition.Place, Settings = definition.Protocol == "escpos" ? slips.With(definition.Settings) : definition.Settings,
    };
}
