namespace Hall.Web.Surfaces;

/// <summary>The language that a page shows now, told to what stands around it: a kiosk changes its own.</summary>
public sealed class ShownLanguage
{
    /// <summary>The language; null while the page shows that of its address.</summary>
    public string? Current { get; private set; }

    /// <summary>It is another one.</summary>
    public event Action? Changed;

    /// <summary>The page says what it shows.</summary>
    public void Show(string? language)
    {
        if (Current != language)
        {
            Current = language;
            Changed?.Invoke();
        }
    }
}
