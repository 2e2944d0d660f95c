namespace Hall.Web.Surfaces.Staff;

/// <summary>One of the things that a field lets choose from.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
/// <param name="Value">The thing.</param>
/// <param name="Name">What people call it.</param>
public sealed record Choice<T>(T Value, string Name);
