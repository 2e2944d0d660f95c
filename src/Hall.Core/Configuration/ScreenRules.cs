using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>Kiosks, boards and loudspeakers: each named once, and one voice a zone.</summary>
internal static class ScreenRules
{
    private const string BoardOfAll = "all";
    private const int MostScreens = 500;

    public static void Check(RuleFaults faults, HallConfiguration configuration)
    {
        CheckKiosks(faults, configuration.Kiosks);
        CheckBoards(faults, configuration);
        CheckLoudspeakers(faults, configuration);
    }

    private static void CheckKiosks(RuleFaults faults, IReadOnlyList<KioskDefinition> kiosks)
    {
        faults.AtMost("kiosks", kiosks.Count, MostScreens);
        faults.Unique(kiosks, kiosk => kiosk.Kiosk.Value, i => Invariant($"kiosks[{i}].kiosk"), "kiosk");
        for (var i = 0; i < kiosks.Count; i++)
        {
            TextRules.CheckIdentifier(faults, Invariant($"kiosks[{i}].kiosk"), kiosks[i].Kiosk.Value);
        }
    }

    private static void CheckBoards(RuleFaults faults, HallConfiguration configuration)
    {
        var boards = configuration.Boards;
        faults.AtMost("boards", boards.Count, MostScreens);
        faults.Unique(boards, board => board.Board, i => Invariant($"boards[{i}].board"), "board");
        for (var i = 0; i < boards.Count; i++)
        {
            TextRules.CheckIdentifier(faults, Invariant($"boards[{i}].board"), boards[i].Board);
            CheckZones(faults, Invariant($"boards[{i}].zones"), boards[i].Zones, configuration);
            if (boards[i] is { Board: BoardOfAll, Zones.Count: > 0 })
            {
                faults.Add(Invariant($"boards[{i}].zones"),
                    "The board \"all\" shows every zone. Leave its zones empty or give it another name.");
            }
        }
    }

    private static void CheckLoudspeakers(RuleFaults faults, HallConfiguration configuration)
    {
        var loudspeakers = configuration.Loudspeakers;
        faults.AtMost("loudspeakers", loudspeakers.Count, MostScreens);
        faults.Unique(loudspeakers, loudspeaker => loudspeaker.Loudspeaker, i => Invariant($"loudspeakers[{i}].loudspeaker"),
            "loudspeaker");
        faults.Unique(loudspeakers, loudspeaker => loudspeaker.Board, i => Invariant($"loudspeakers[{i}].board"), "board");
        var owners = new Dictionary<ZoneCode, string>();
        for (var i = 0; i < loudspeakers.Count; i++)
        {
            var (path, loudspeaker) = (Invariant($"loudspeakers[{i}]"), loudspeakers[i]);
            TextRules.CheckIdentifier(faults, $"{path}.loudspeaker", loudspeaker.Loudspeaker);
            CheckZones(faults, $"{path}.zones", loudspeaker.Zones, configuration);
            if (faults.CanReferTo("boards") && loudspeaker.Board != BoardOfAll
                && configuration.Boards.All(board => board.Board != loudspeaker.Board))
            {
                faults.Add($"{path}.board", $"There is no board \"{loudspeaker.Board}\". Add it under \"boards\" or use \"all\".");
            }

            CheckOwners(faults, path, loudspeaker, configuration, owners);
        }
    }

    private static void CheckOwners(RuleFaults faults, string path, LoudspeakerDefinition loudspeaker, HallConfiguration configuration,
        Dictionary<ZoneCode, string> owners)
    {
        var zones = loudspeaker.Zones.Count > 0 ? loudspeaker.Zones : configuration.Zones.Select(zone => zone.Code);
        foreach (var zone in zones.Distinct())
        {
            if (!owners.TryAdd(zone, loudspeaker.Loudspeaker))
            {
                faults.Add(
                    $"{path}.zones", $"Zone \"{zone}\" is already announced by \"{owners[zone]}\". Give each zone one loudspeaker, "
                    + "so that voices do not talk over each other; empty zones mean all of them.");
            }
        }
    }

    private static void CheckZones(RuleFaults faults, string path, IReadOnlyList<ZoneCode> zones, HallConfiguration configuration)
    {
        faults.Unique(zones, zone => zone.Value, i => Invariant($"{path}[{i}]"), "zone");
        for (var i = 0; i < zones.Count; i++)
        {
            if (faults.CanReferTo("zones") && configuration.Zones.All(zone => zone.Code != zones[i]))
            {
                faults.Add(Invariant($"{path}[{i}]"), $"There is no zone \"{zones[i]}\". Add it under \"zones\" or correct the letter.");
            }
        }
    }
}
