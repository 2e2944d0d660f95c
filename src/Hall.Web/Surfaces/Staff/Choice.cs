namespace Hall.Web.Surfaces.Staff;

/// <summary>One of the things that a field lets choose from.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
/// <param name="Value">The thing.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Also">What else may be typed to find it, such as initials; never shown.</param>
public sealed record Choice<T>(T Value, string Name, string Also = "");
