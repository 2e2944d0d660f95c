using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>Promises, grounds, faults and posts of matters: in range, named, and with somebody behind every step.</summary>
internal static class PromiseRules
{
    private const int MostDays = 250;
    private const int MostItems = 10_000;
    private const int MostCodes = 100;
    private const int MostPeople = 100;
    private static readonly string[] Posts = [PostDefinition.Review, PostDefinition.Approve];

    public static void Check(RuleFaults faults, HallConfiguration configuration)
    {
        for (var i = 0; i < configuration.Services.Count; i++)
        {
            if (configuration.Services[i].Promise is { } promise)
            {
                CheckPromise(faults, Invariant($"services[{i}].promise"), promise, configuration.Posts);
            }
        }

        CheckMatters(faults, configuration.Matters);
        CheckPosts(faults, configuration.Posts);
    }

    private static void CheckPromise(RuleFaults faults, string path, Promise promise, IReadOnlyList<PostDefinition> posts)
    {
        faults.InRange($"{path}.days", promise.Days, 0, MostDays, "working days");
        faults.InRange($"{path}.fromItems", promise.FromItems, 1, MostItems, "items");
        for (var i = 0; i < promise.Route.Count; i++)
        {
            var (step, at) = (promise.Route[i], Invariant($"{path}.route[{i}]"));
            var name = NameOf(step);
            if (promise.Route.Take(i).Contains(step))
            {
                faults.Add(at, $"\"{name}\" stands in this route already. Each step is done once, by another person.");
            }

            if (step != RouteStep.Peer && faults.CanReferTo("posts") && posts.All(post => post.Post != name))
            {
                faults.Add(at, $"Nobody holds the post \"{name}\". Add it under \"posts\", or take the step out.");
            }
        }
    }

    private static void CheckMatters(RuleFaults faults, MatterSettings matters)
    {
        faults.InRange("matters.nearPercent", matters.NearPercent, 0, 100, "percent");
        faults.InRange("matters.nearWorkingDays", matters.NearWorkingDays, 0, 30, "working days");
        faults.InRange("matters.toldOnceDays", matters.ToldOnceDays, 1, 30, "working days");
        faults.InRange("matters.checkPercent.general", matters.CheckPercent.General, 0, 100, "percent");
        faults.InRange("matters.checkPercent.special", matters.CheckPercent.Special, 0, 100, "percent");
        faults.InRange("matters.extension.mostDays", matters.Extension.MostDays, 1, MostDays, "working days");
        faults.InRange("matters.extension.most", matters.Extension.Most, 0, 10, "extensions");
        CheckCodes(faults, "matters.grounds", [.. matters.Grounds.Select(ground => (ground.Code, ground.Names))]);
        CheckCodes(faults, "matters.faults", [.. matters.Faults.Select(fault => (fault.Code, fault.Names))]);
        for (var i = 0; i < matters.Grounds.Count; i++)
        {
            faults.InRange(Invariant($"matters.grounds[{i}].mostDays"), matters.Grounds[i].MostDays, 1, MostDays, "working days");
        }

        for (var i = 0; i < matters.Faults.Count; i++)
        {
            faults.InRange(Invariant($"matters.faults[{i}].weight"), matters.Faults[i].Weight, 0.1, 10, "");
        }
    }

    private static void CheckCodes(RuleFaults faults, string path, IReadOnlyList<(string Code, LocalText Names)> codes)
    {
        faults.AtMost(path, codes.Count, MostCodes);
        faults.Unique(codes, entry => entry.Code, i => Invariant($"{path}[{i}].code"), "code");
        for (var i = 0; i < codes.Count; i++)
        {
            TextRules.CheckIdentifier(faults, Invariant($"{path}[{i}].code"), codes[i].Code);
            TextRules.Check(faults, Invariant($"{path}[{i}].names"), codes[i].Names, chineseNeeded: true);
        }
    }

    private static void CheckPosts(RuleFaults faults, IReadOnlyList<PostDefinition> posts)
    {
        faults.Unique(posts, post => post.Post, i => Invariant($"posts[{i}].post"), "post");
        for (var i = 0; i < posts.Count; i++)
        {
            var path = Invariant($"posts[{i}]");
            if (!Posts.Contains(posts[i].Post))
            {
                faults.Add($"{path}.post", $"There is no post \"{posts[i].Post}\". Use one of: {string.Join(", ", Posts)}.");
            }

            if (posts[i].People.Count == 0)
            {
                faults.Add($"{path}.people", "Nobody holds this post. Give at least one staff number.");
            }

            IReadOnlyList<StaffNumber> first = posts[i].People;
            CheckPeople(faults, $"{path}.people", first, []);
            CheckPeople(faults, $"{path}.substitutes", posts[i].Substitutes, first);
        }
    }

    private static void CheckPeople(
        RuleFaults faults, string path, IReadOnlyList<StaffNumber> people, IReadOnlyList<StaffNumber> others)
    {
        faults.AtMost(path, people.Count, MostPeople);
        faults.Unique(people, person => person.Value, i => Invariant($"{path}[{i}]"), "staff number");
        for (var i = 0; i < people.Count; i++)
        {
            TextRules.CheckIdentifier(faults, Invariant($"{path}[{i}]"), people[i].Value);
            if (others.Contains(people[i]))
            {
                faults.Add(Invariant($"{path}[{i}]"),
                    $"{people[i]} holds this post and cannot stand in for themselves. Name somebody else.");
            }
        }
    }

    private static string NameOf(RouteStep step) => step switch
    {
        RouteStep.Review => PostDefinition.Review,
        RouteStep.Approve => PostDefinition.Approve,
        _ => "peer",
    };
}
