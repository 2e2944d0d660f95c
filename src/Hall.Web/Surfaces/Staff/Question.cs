using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Staff;

/// <summary>What is asked before something is done that cannot simply be taken back.</summary>
/// <param name="Words">The words.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What will happen.</param>
/// <param name="Do">What the button says that does it.</param>
/// <param name="IsGrave">Whether it takes something away.</param>
public sealed record Question(Words Words, string Title, string Text, string Do, bool IsGrave = false);
