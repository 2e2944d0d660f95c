using System.CommandLine;
using Hall.Agent;
using Hall.Agent.Emulation;

var root = new RootCommand("Hall's agent: carries the pads of a window's computer to the hub.") { RunVerb.Create(), EmulateVerb.Create() };
return await root.Parse(args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")) ? ["run", .. args] : args).InvokeAsync();
