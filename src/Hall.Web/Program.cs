using Hall.Web.CommandLine;

return await HallCommandLine.RunAsync(args);
