using Hall.Forecasting.Learning;
using Hall.Forecasting.Logs;

namespace Hall.Forecasting.Tests.Logs;

/// <summary>Logs of a hall that never was: exponential arrivals and services, first come first served, nobody leaves.</summary>
internal static class InventedLog
{
    public static List<Contact> Of(int days, int servers, double load, double meanSeconds, ulong seed)
    {
        var random = new Seeded(seed);
        var log = new List<Contact>();
        for (var day = 1; day <= days; day++)
        {
            var freeAt = new double[servers];
            for (var at = 28_800.0; at < 61_200; at += random.Exponential() * meanSeconds / (servers * load))
            {
                var server = Array.IndexOf(freeAt, freeAt.Min());
                var call = Math.Max(at, freeAt[server]);
                freeAt[server] = call + (random.Exponential() * meanSeconds);
                if (freeAt[server] < 86_400)
                {
                    log.Add(new(20_260_100 + day, at, "A", "none", call, freeAt[server], $"s{server}", IsServed: true));
                }
            }
        }

        return log;
    }
}
