namespace Hall.Core.Forecast.Logs;

/// <summary>What was known and said at an arrival.</summary>
/// <param name="Features">The situation in numbers.</param>
/// <param name="Guess50">Median by rolling forward, seconds.</param>
/// <param name="Guess90">Ninth decile by rolling forward, seconds.</param>
/// <param name="Model50">Median corrected by the trees, seconds.</param>
/// <param name="Model90">Ninth decile corrected by the trees, seconds.</param>
/// <param name="Said">What was said in the end.</param>
internal sealed record Lesson(float[] Features, double Guess50, double Guess90, double Model50, double Model90, ContactForecast Said);
