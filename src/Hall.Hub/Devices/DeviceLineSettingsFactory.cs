using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Settings;

namespace Hall.Hub.Devices;

/// <summary>A line as the configuration has it, in the words of those who open it: with the slips' layout and the readers' key.</summary>
public sealed class DeviceLineSettingsFactory(SlipFiles slips, CardReaders cards)
{
    /// <summary>The line of a hall.</summary>
    public DeviceLineSettings Of(DeviceLineDefinition definition, HallId hall)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(
            hall.Value, definition.Name, definition.Protocol, definition.Port, definition.BaudRate, definition.Family,
            definition.Counters.ToDictionary(pair => pair.Key, pair => pair.Value.Value))
        {
            Place = definition.Place,
            Settings = definition.Protocol == "escpos" ? slips.With(definition.Settings) : definition.Settings,
            CardKey = definition.Protocol == CardReaders.Protocol ? cards.KeyOf(hall) : "",
        };
    }

    /// <summary>What a reader of a line says.</summary>
    internal bool Take(HallId hall, DeviceLineDefinition definition, Hall.Devices.IdCards.CardSign sign, string mark) => cards.Take(hall, definition.Place, sign, mark);
}
