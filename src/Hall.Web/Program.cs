using System.Globalization;
using Hall.Web.CommandLine;

// A machine's language decides what calendar and digits its dates are told in; the hub's files, addresses and sentences have one form
// everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await HallCommandLine.RunAsync(args);
