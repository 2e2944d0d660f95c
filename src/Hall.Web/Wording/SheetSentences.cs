using Hall.Hub.Sheets;

namespace Hall.Web.Wording;

/// <summary>Faults of uploaded tables as sentences: the tab, the cell, what is wrong with it and what to do.</summary>
public static class SheetSentences
{
    /// <summary>A fault in the reader's language.</summary>
    public static string In(SheetFault fault, Words words)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentNullException.ThrowIfNull(words);
        var said = fault.Kind == "rule"
            ? FaultSentences.In((string)fault.Arguments[0], words)
            : words.Of(WordGroup.SheetFault, fault.Kind, [.. fault.Arguments]);
        var place = string.Join(' ', new[] { fault.Sheet, fault.Cell }.Where(part => part.Length > 0));
        return place.Length == 0 ? said : words[Word.SheetFaultAt, place, said];
    }
}
