using System.Text.Json;
using Hall.Benchmarks;
using Hall.Benchmarks.Forecasts;
using Hall.Benchmarks.Soak;
using Hall.Benchmarks.Windows;

// Benchmarks are compared by people; they print JSON and assert nothing but that no number or call is given twice.
var verb = args.FirstOrDefault() ?? "";
if (verb == "bare")
{
    await BareProgram.RunAsync(args[1], args[2]);
    return 0;
}

if (verb == "soak-hub")
{
    await SoakHub.RunAsync(args[1], args[2], args[3]);
    return 0;
}

object? figures = verb switch
{
    "dispatch" => DispatchBenchmark.Run(),
    "ahead" => AheadBenchmark.Run(args.Length > 1 ? int.Parse(args[1], null) : 100),
    "balance" => BalanceBenchmark.Run(),
    "soak" =>
        await SoakBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 10, args.Length > 2 ? int.Parse(args[2], null) : 6_000),
    "throughput" => await ThroughputBenchmark.RunAsync(args.Length > 1 ? double.Parse(args[1], null) : 5),
    "ratio" => await RatioBenchmark.RunAsync(int.Parse(args[1], null), int.Parse(args[2], null), double.Parse(args[3], null)),
    "ready" => await ReadyBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 1_500_000),
    "memory" => await MemoryBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 100),
    "board" =>
        await BoardBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 20, args.Length > 2 ? int.Parse(args[2], null) : 200),
    "forecast-live" => new { refresh = RefreshBenchmark.Run(), markov = LiveBenchmark.Run() },
    "forecast" =>
        new { log = ForecastBenchmark.Run(args.Length > 1 ? args[1] : ForecastBenchmark.RecordedMonth), markov = MarkovBenchmark.Run() },
    "known" when args.Length > 3 => KnownResults.All[args[3]](int.Parse(args[2], null), int.Parse(args[1], null)).ToList(),
    "known" => Known(args.Length > 1 ? int.Parse(args[1], null) : 200, args.Length > 2 ? int.Parse(args[2], null) : 1),
    "publish" => await PublishBenchmark.RunAsync(args.Length > 1 ? double.Parse(args[1], null) : 40),
    "sign-in" => await SignInBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 30),
    "flood" => await FloodBenchmark.RunAsync(
        args.Length > 1 ? int.Parse(args[1], null) : 60, args.Length > 2 ? int.Parse(args[2], null) : 200,
        args.Length > 3 ? int.Parse(args[3], null) : 5),
    "anomalies" => AnomalyBenchmark.Run(args.Length > 1 ? int.Parse(args[1], null) : 200),
    "ratings" => await RatingBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 4_500_000),
    "verify" => await VerifyBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 1_500_000, args.Length > 2 ? args[2] : null),
    "policies" => PolicyBenchmark.Run(
        args.Length > 1 ? int.Parse(args[1], null) : 100,
        args.Length < 3 ? 0.6 : args[2] == "same" ? null : double.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture),
        [.. args.Skip(3)]),
    "windows" => await WindowsBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 10_000),
    "texts" => await TextBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], null) : 200_000),
    "frames" => FrameBenchmark.Run(),
    "fuzz" => FrameFuzz.Run(args.Length > 1 ? long.Parse(args[1], null) : 10_000_000, args.Length > 2 ? int.Parse(args[2], null) : 1),
    _ => null,
};
if (figures is null)
{
    Console.Error.WriteLine(
        "Usage: Hall.Benchmarks dispatch | balance | ahead [DAYS] | throughput [SECONDS] | ratio CLIENTS WAITING SECONDS | soak [DAYS "
            + "[TICKETS]] | ready [TICKETS]"
        + " | memory [SCREENS] | board [BOARDS] [CALLS] | forecast [LOG.csv] | forecast-live | known [RUNS [SEED]]"
        + " | policies [DAYS [SPECIAL_LOAD|same [POLICY...]]] | anomalies [HALLS] | ratings [VISITS] | verify [VISITS [FOLDER]] | "
            + "windows [PRESSES] | texts [EVENTS]"
        + " | frames | fuzz [BYTES [SEED]] | publish [SECONDS] | sign-in [TIMES] | flood [SECONDS [PER_SECOND [SECONDS_ALONE]]]");
    Console.Error.WriteLine("Build the hub first: dotnet build src/Hall.Web -c Release; for windows also src/Hall.Agent");
    return 2;
}

Console.WriteLine(JsonSerializer.Serialize(figures, Figures.Json));
return 0;

static object Known(int runs, int seed) => KnownResults.All.ToDictionary(result => result.Key, result => result.Value(seed, runs).ToList());
