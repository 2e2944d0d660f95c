namespace Hall.Forecasting.Logs;

/// <summary>
/// The credit in seconds that each class of service and priority seems to have in a log, inferred from who was called while who
/// waited: the chance that one is called before the other is taken as logistic in the difference of wait plus credit.
/// </summary>
internal sealed class ClassCredits
{
    private const double Scale = 20;
    private const double Step = 3;
    private const double Bound = 3600;
    private readonly List<double> _credits = [];

    /// <summary>Credit of a class, seconds.</summary>
    public double Of(int kind) => kind < _credits.Count ? _credits[kind] : 0;

    /// <summary>One was called while another, whom the same server could have called, went on waiting.</summary>
    public void Learn(int called, double calledWaitSeconds, int left, double leftWaitSeconds)
    {
        if (called == left)
        {
            return;
        }

        while (_credits.Count <= Math.Max(called, left))
        {
            _credits.Add(0);
        }

        var lead = calledWaitSeconds + _credits[called] - leftWaitSeconds - _credits[left];
        var move = Step / (1 + Math.Exp(Math.Clamp(lead / Scale, -30, 30)));
        _credits[called] = Math.Clamp(_credits[called] + move, -Bound, Bound);
        _credits[left] = Math.Clamp(_credits[left] - move, -Bound, Bound);
    }
}
