namespace Hall.Forecasting.Logs;

/// <summary>Numbers for the names of a log, in the order they are met.</summary>
internal sealed class Names<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];

    public int Count => _numbers.Count;

    public int Of(T name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers[name] = number = _numbers.Count;
        }

        return number;
    }
}
