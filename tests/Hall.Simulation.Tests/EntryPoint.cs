using System.Globalization;
using Hall.Simulation.Tests;
using Xunit.Runner.InProc.SystemConsole;

// The tests start this program a second time as a hub that they can kill.
return args is [HallChild.Verb, var folder, var callers, var atMost]
    ? await HallChild.RunAsync(folder, int.Parse(callers, CultureInfo.InvariantCulture), int.Parse(atMost, CultureInfo.InvariantCulture))
    : await ConsoleRunner.Run(args);
