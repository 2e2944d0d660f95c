using System.Text.Json.Nodes;
using Hall.Core.Configuration;

namespace Hall.Core.Tests.Configuration;

/// <summary>A small good file, and what becomes of it when something in it is changed.</summary>
internal static class HallFile
{
    public const string Good = """
        {
          "$schema": "./hall.schema.json",
          "hall": "small",
          "names": { "zh-CN": "小厅", "en": "Small hall" },
          "timeZone": "Asia/Shanghai",
          "hours": {
            "weekly": { "monday": [{ "from": "08:30", "to": "11:45" }, { "from": "13:30", "to": "24:00" }] },
            "holidays": ["2026-10-01"],
            "exceptions": { "2026-10-10": [{ "from": "09:00", "to": "12:00" }] }
          },
          "zones": [
            { "code": "A", "names": { "zh-CN": "甲区" }, "hint": { "zh-CN": "事项" }, "place": { "zh-CN": "一楼" } },
            { "code": "B", "names": { "zh-CN": "乙区" } }
          ],
          "services": [
            { "code": "A01", "zone": "A", "kind": "general", "minutes": 6, "names": { "zh-CN": "参保", "en": "Enrolment" },
              "documents": { "zh-CN": ["身份证"], "en": ["Identity card"] },
              "quotas": [{ "from": "08:30", "to": "11:45", "tickets": 40 }] },
            { "code": "A02", "zone": "A", "kind": "special", "minutes": 12, "names": { "zh-CN": "退费" },
              "promise": { "days": 10, "route": ["review", "peer", "approve"], "papersToFollow": true, "fromItems": 5 } },
            { "code": "B01", "zone": "B", "names": { "zh-CN": "报销" } }
          ],
          "counters": [
            { "counter": "1", "zone": "A", "serves": ["special", "general"] },
            { "counter": "2", "zone": "B", "serves": ["B01"] }
          ],
          "tellers": [{ "teller": "1001", "name": "王秀兰" }, { "teller": "1002" }],
          "priorities": [{ "code": "elderly", "factor": 2, "creditSeconds": 60 }],
          "rules": { "feedbackSeconds": 20, "rejoin": [{ "withinCalls": 3, "afterCalls": 0 }] },
          "kiosks": [{ "kiosk": "1", "printer": true }],
          "boards": [{ "board": "all", "zones": [] }, { "board": "a", "zones": ["A"] }],
          "loudspeakers": [{ "loudspeaker": "east", "zones": ["A"], "board": "a" },
            { "loudspeaker": "west", "zones": ["B"], "board": "all" }],
          "voice": { "languages": ["zh-CN"], "phrases": { "zh-CN": "请 {number} 号 到 {counter} 号窗口" } },
          "kioskLayout": { "groups": [{ "names": { "zh-CN": "常办" }, "services": ["A02", "A01"] }],
            "topics": [{ "names": { "zh-CN": "退钱", "en": "Money back" }, "hint": { "zh-CN": "退费" }, "picture": "coin",
              "services": ["A02", "B01"] }] },
          "ticket": { "heading": { "zh-CN": "欢迎" }, "foot": { "zh-CN": "过号请到前台" }, "documents": false },
          "texts": { "boardTip": { "zh-CN": "请坐" } },
          "matters": { "nearPercent": 25, "grounds": [{ "code": "T1", "names": { "zh-CN": "核查" }, "mostDays": 15, "needsLeader": true }],
            "faults": [{ "code": "F03", "names": { "zh-CN": "录入" }, "weight": 2 }],
            "checkPercent": { "special": 50 }, "extension": { "mostDays": 5, "most": 2 } },
          "posts": [{ "post": "review", "people": ["2001"], "substitutes": ["2002"] }, { "post": "approve", "people": ["3001"] }],
          "deviceLines": [{ "name": "East wall", "port": "/dev/hall-pads", "counters": { "1": "1", "255": "2" } }]
        }
        """;

    /// <summary>The faults of the good file with one value replaced, added or (with null) removed.</summary>
    public static IReadOnlyList<ConfigurationFault> With(string path, string? json)
    {
        var root = JsonNode.Parse(Good)!;
        var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => step[0] == '[' ? node[int.Parse(step[1..^1], null)]! : node[step]!);
        var value = json is null ? null : JsonNode.Parse(json);
        if (parent is JsonArray list)
        {
            var index = int.Parse(steps[^1][1..^1], null);
            if (index == list.Count)
            {
                list.Add(value);
            }
            else
            {
                list[index] = value;
            }
        }
        else if (json is null)
        {
            parent.AsObject().Remove(steps[^1]);
        }
        else
        {
            parent[steps[^1]] = value;
        }

        return HallConfigurationReader.Read(root.ToJsonString()).Faults;
    }
}
