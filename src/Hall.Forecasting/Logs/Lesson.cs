namespace Hall.Forecasting.Logs;

/// <summary>What was known and said at an arrival.</summary>
/// <param name="Features">The situation in numbers.</param>
/// <param name="Stages50">Median by rolling forward, then after more and more trees, seconds.</param>
/// <param name="Stages90">Ninth decile, likewise.</param>
/// <param name="Model50">Median mixed of its stages, seconds.</param>
/// <param name="Model90">Ninth decile mixed of its stages, seconds.</param>
/// <param name="Said">What was said in the end.</param>
internal sealed record Lesson(float[] Features, double[] Stages50, double[] Stages90, double Model50, double Model90, ContactForecast Said);
