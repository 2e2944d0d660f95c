using System.CommandLine;
using System.Globalization;
using Hall.Agent;
using Hall.Agent.Emulation;

// A machine's language decides what calendar and digits its dates are told in; files, frames and sentences have one form everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var root = new RootCommand("Hall's agent: carries the pads of a window's computer to the hub.") { RunVerb.Create(), EmulateVerb.Create() };
return await root.Parse(args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")) ? ["run", .. args] : args).InvokeAsync();
