using Hall.Web.Hub;

var app = HubApplication.Build(new HubOptions { DataFolder = Path.Combine(Path.GetTempPath(), "hall") });
await app.RunAsync();
