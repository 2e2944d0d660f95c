using Hall.Devices.IdCards;

namespace Hall.Devices.Agents;

/// <summary>
/// What a reader of an agent says of an identity card. Told once or not at all: whoever stands there lays the card on again.
/// </summary>
/// <param name="Hall">The hall.</param>
/// <param name="Line">The reader's line.</param>
/// <param name="Sign">What.</param>
/// <param name="Mark">With <see cref="CardSign.Read"/> 64 hexadecimal digits; empty otherwise.</param>
public sealed record CardReport(string Hall, string Line, CardSign Sign, string Mark)
{
    /// <summary>Without the mark, which must not be written by chance.</summary>
    public override string ToString() => $"{Hall}: {Line}, {Sign}";
}
