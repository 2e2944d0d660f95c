using MudBlazor;

namespace Hall.Web.Surfaces.Staff;

/// <summary>A field for a text as every page of staff has it: outlined, low, what it is called on its edge. It is the library's own field
/// with all its parameters; lines more than one make it a field for sentences.</summary>
public sealed class TextField : MudTextField<string>
{
    /// <summary>A field with the looks of all.</summary>
    public TextField() => (Variant, Margin, ShrinkLabel) = (Variant.Outlined, Margin.Dense, true);
}
