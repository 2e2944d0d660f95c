using MudBlazor;

namespace Hall.Web.Surfaces.Staff;

/// <summary>A field for a number, alike to <see cref="TextField"/>; arrow keys count up and down.</summary>
/// <typeparam name="T">The kind of number.</typeparam>
public sealed class NumberField<T> : MudNumericField<T>
{
    /// <summary>A field with the looks of all.</summary>
    public NumberField() => (Variant, Margin, ShrinkLabel, HideSpinButtons) = (Variant.Outlined, Margin.Dense, true, true);
}
