using System.CommandLine;
using System.Globalization;
using Hall.Agent;
using Hall.Agent.Emulation;
using Hall.Devices.Supervision;

// A machine's language decides what calendar and digits its dates are told in; files, frames and sentences have one form everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--version"])
{
    Console.WriteLine(ProgramVersion.Of(typeof(AgentApplication).Assembly));
    return 0;
}

var root = new RootCommand("Hall's agent: carries the pads of a window's computer to the hub.") { RunVerb.Create(), EmulateVerb.Create() };
return await root.Parse(args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version"))
    ? ["run", .. args] : args).InvokeAsync();
