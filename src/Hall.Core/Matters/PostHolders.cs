using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>Why somebody does not hold a post on a day, or that they do.</summary>
public enum PostAnswer
{
    /// <summary>They hold it.</summary>
    Holds,

    /// <summary>They stand in for somebody who is away.</summary>
    StandsIn,

    /// <summary>It is not theirs today.</summary>
    NotTheirs,

    /// <summary>They are away themselves.</summary>
    Away,
}

/// <summary>Who holds the posts of matters, and who stands in (AB 岗).</summary>
public static class PostHolders
{
    /// <summary>The post of a step; null for a peer, who holds none.</summary>
    public static string? PostOf(RouteStep step) => step switch
    {
        RouteStep.Review => PostDefinition.Review,
        RouteStep.Approve => PostDefinition.Approve,
        _ => null,
    };

    /// <summary>Whether a post is somebody's on a day.</summary>
    /// <param name="plan">The configuration in force.</param>
    /// <param name="book">Who is away.</param>
    /// <param name="post">The post.</param>
    /// <param name="who">Staff number.</param>
    /// <param name="today">Hall-local day.</param>
    /// <returns>The answer, and for whom they stand in.</returns>
    public static (PostAnswer Answer, StaffNumber? For) Ask(
        HallPlan plan, MatterBook book, string post, StaffNumber who, DateOnly today)
    {
        var definition = plan.PostOf(post);
        var first = definition?.People.Contains(who) == true;
        var second = definition?.Substitutes.Contains(who) == true;
        if ((first || second) && book.IsAway(who, today))
        {
            return (PostAnswer.Away, null);
        }

        if (first)
        {
            return (PostAnswer.Holds, null);
        }

        foreach (var away in second ? definition!.People.Where(person => book.IsAway(person, today)) : [])
        {
            return (PostAnswer.StandsIn, away);
        }

        return (PostAnswer.NotTheirs, null);
    }

    /// <summary>
    /// The posts that would stand empty for somebody on a day between two: a first holder is away, and so is everybody who stands in.
    /// </summary>
    public static IEnumerable<string> EmptyOf(HallPlan plan, MatterBook book, StaffNumber who, DateOnly from, DateOnly to) =>
        plan.Configuration.Posts.Where(post => post.People.Contains(who) || post.Substitutes.Contains(who))
            .Where(post => Days(from, to).Any(day => IsEmptyOn(book, post, day))).Select(post => post.Post);

    private static bool IsEmptyOn(MatterBook book, PostDefinition post, DateOnly day) =>
        post.People.Any(person => book.IsAway(person, day)) && post.Substitutes.All(person => book.IsAway(person, day));

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
