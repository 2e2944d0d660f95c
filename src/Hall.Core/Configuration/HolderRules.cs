namespace Hall.Core.Configuration;

/// <summary>What one person may hold one living number of.</summary>
public enum NumbersPerHolder
{
    /// <summary>One in the whole hall.</summary>
    Hall,

    /// <summary>One for each service.</summary>
    Service,
}

/// <summary>
/// How many living numbers an identity may hold, and whether the window looks at it again; against touts who sell numbers.
/// </summary>
/// <param name="OneNumberPer">One living number in the hall, or one for each service; default the hall.</param>
/// <param name="AgentNumbers">
/// How many living numbers somebody may hold who comes for others, beside their own; 0 to 50, default 3. A clerk says who is one.
/// </param>
/// <param name="CheckAtCall">
/// Whether the service of a ticket with an identity begins only when the window has seen that identity again, or says why not; default no.
/// </param>
public sealed record HolderRules(NumbersPerHolder OneNumberPer = NumbersPerHolder.Hall, int AgentNumbers = 3, bool CheckAtCall = false);
