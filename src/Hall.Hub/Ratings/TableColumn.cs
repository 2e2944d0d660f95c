namespace Hall.Hub.Ratings;

/// <summary>A column of a table that is handed out as a file.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Of">A row's value: a text, a number, an instant, or null for an empty cell.</param>
public sealed record TableColumn<T>(string Name, Func<T, object?> Of);
