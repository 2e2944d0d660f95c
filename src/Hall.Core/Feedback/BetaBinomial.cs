namespace Hall.Core.Feedback;

/// <summary>
/// How often something happens in n tries when the chance itself differs from one honest teller to the next: the beta-binomial
/// distribution. Its mean and spread are taken from the peers, by moments.
/// </summary>
/// <param name="Mean">Mean chance, 0 to 1.</param>
/// <param name="Correlation">Between two tries of one teller, 0 to 1: how much honest tellers differ.</param>
public readonly record struct BetaBinomial(double Mean, double Correlation)
{
    // Honest tellers always differ a little; without a floor a few alike peers would make any difference look impossible. Of what is rare
    // the floor is a spread of a third of its mean among tellers.
    private const double LeastCorrelation = 0.003;
    private const double LeastSpread = 0.1;
    private const double MostCorrelation = 0.2;

    /// <summary>From the peers' counts; null when there are too few of them to tell.</summary>
    public static BetaBinomial? Of(IReadOnlyCollection<Share> peers)
    {
        var tries = peers.Sum(peer => peer.Denominator);
        if (peers.Count < 3 || tries < 100)
        {
            return null;
        }

        // Half a success and half a failure more, so that what never happened is rare and not impossible.
        var mean = (peers.Sum(peer => peer.Numerator) + 0.5) / (tries + 1.0);
        var between = 0.0;
        foreach (var peer in peers)
        {
            var share = peer.Numerator / (double)peer.Denominator;
            between += peer.Denominator * (share - mean) * (share - mean);
        }

        var expected = mean * (1 - mean);
        var average = (tries - (peers.Sum(peer => (double)peer.Denominator * peer.Denominator) / tries)) / (peers.Count - 1);
        var variance = between / (peers.Count - 1);
        var correlation = (variance - expected) / (expected * Math.Max(1, average - 1));
        return new(mean, Math.Clamp(correlation, Math.Min(LeastCorrelation, LeastSpread * mean / (1 - mean)), MostCorrelation));
    }

    /// <summary>The chance of k or more successes in n tries.</summary>
    public double AtLeast(long k, long n) => k <= 0 ? 1 : Sum(k, n, n);

    /// <summary>The chance of k or fewer successes in n tries.</summary>
    public double AtMost(long k, long n) => k >= n ? 1 : Sum(0, k, n);

    private double Sum(long from, long to, long n)
    {
        var strength = (1 / Correlation) - 1;
        var (a, b) = (Mean * strength, (1 - Mean) * strength);
        var whole = LogBeta(a, b);
        var sum = 0.0;
        for (var k = from; k <= to; k++)
        {
            var term = Math.Exp(LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1) + LogBeta(k + a, n - k + b) - whole);
            sum += term;
            if (k > n * Mean && term < sum * 1e-12)
            {
                // Beyond the mean each further term is smaller still; among ten thousand tries nearly all of them are nothing.
                break;
            }
        }

        return Math.Clamp(sum, 0, 1);
    }

    private static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>Logarithm of the gamma function by Lanczos' approximation (g = 7, n = 9), good to 15 digits for x > 0.</summary>
    private static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i);
        }

        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6, 1.5056327351493116e-7,
    ];
}
