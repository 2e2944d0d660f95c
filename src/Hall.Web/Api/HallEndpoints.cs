using Hall.Core.Engine;
using Hall.Forecasting.Live;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Api;

/// <summary>Halls, their catalogue and their present state over HTTP.</summary>
internal static class HallEndpoints
{
    public static void Map(RouteGroupBuilder api, RouteGroupBuilder hall)
    {
        api.MapGet("/halls", (RequestDelegate)ListAsync)
            .RequireKey(KeyRole.Kiosk, KeyRole.Counter, KeyRole.Board, KeyRole.Manager, KeyRole.Integration)
            .WithSummary("The halls of this hub").Answers<IReadOnlyList<HallJson>>();
        hall.MapGet("", HallRequest.Handle(SnapshotAsync)).RequireKey(KeyRole.Board, KeyRole.Manager, KeyRole.Integration)
            .WithSummary("The hall as it is now").Answers<SnapshotJson>();
        hall.MapGet("/services", HallRequest.Handle(ServicesAsync)).RequireKey(KeyRole.Kiosk, KeyRole.Manager, KeyRole.Integration)
            .WithSummary("The catalogue").Answers<IReadOnlyList<ServiceJson>>();
        hall.MapGet("/forecasts/quality", HallRequest.Handle(ForecastQualityAsync)).RequireKey(KeyRole.Manager, KeyRole.Integration)
            .WithSummary("What was forecast at issue against the wait that came: over all, by service, by hour, by both")
            .Answers<IReadOnlyList<ForecastScoreJson>>();
        hall.MapGet("/events", HallRequest.Handle(EventStream.WriteAsync)).RequireKey(KeyRole.Board, KeyRole.Manager, KeyRole.Integration)
            .WithMetadata(LastingAnswer.Mark).WithSummary("Server-sent events").Answers<string>(contentType: "text/event-stream")
            .Reads("Last-Event-ID", ReadFrom.Header, "The id of the last event that was read: the stream goes on after it.");
    }

    private static Task ListAsync(HttpContext http)
    {
        var language = Problems.WantsChinese(http) || http.Request.Headers.AcceptLanguage.Count == 0 ? "zh-CN" : "en";
        var halls = http.RequestServices.GetRequiredService<IHallDirectory>().All.Select(hall => hall.Snapshot)
            .Select(snapshot => new HallJson(
            snapshot.Hall.Value, snapshot.Plan.Configuration.Names.In(language), snapshot.Plan.Configuration.TimeZone, snapshot.Open));
        return http.Response.WriteAsJsonAsync([.. halls], ApiJson.Shapes.IReadOnlyListHallJson, cancellationToken: http.RequestAborted);
    }

    private static async Task SnapshotAsync(HallRequest request) => await request.WriteAsync(
        ApiShaping.Snapshot(await request.Hall.AskAsync(new FreshSnapshot()), withTellers: request.Key?.Role != KeyRole.Board),
        ApiJson.Shapes.SnapshotJson);

    private static async Task ForecastQualityAsync(HallRequest request)
    {
        var scores = await request.Hall.AskAsync(new ForecastQuality(), request.Http.RequestAborted);
        await request.WriteAsync([.. scores.Select(score => new ForecastScoreJson(score.Service?.Value, score.Hour, score.Tickets,
            score.MeanAbsoluteErrorSeconds, score.BiasSeconds, score.UnderP50Share, score.UnderP90Share))],
            ApiJson.Shapes.IReadOnlyListForecastScoreJson);
    }

    private static async Task ServicesAsync(HallRequest request)
    {
        var offered = await request.Hall.AskAsync(new ServicesOfferedNow(), request.Http.RequestAborted);
        var services = request.Hall.Snapshot.Plan.Configuration.Services.Select(service => new ServiceJson(
            service.Code.Value, service.Zone.Value, ApiShaping.Word(service.Kind), service.Names, service.Documents,
            offered.Contains(service.Code)));
        await request.WriteAsync([.. services], ApiJson.Shapes.IReadOnlyListServiceJson);
    }
}
