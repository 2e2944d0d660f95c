using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Ratings;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>Visits that are served and rated at counter 1 of the small hall.</summary>
internal static class RatedHall
{
    public static async Task<TicketId> ServeAsync(this HallOnDisk hall, FeedbackLevel? level = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        CounterId one = new("1");
        if (hall.Hall.Snapshot.Counter(one)?.Counter.Teller is null)
        {
            await hall.DoAsync(new OpenCounter(one, new("1001")));
        }

        var outcome = await hall.Hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), null, cancel);
        var ticket = outcome.Ticket!.Ticket.Id;
        await hall.DoAsync(new CallNext(one));
        await hall.DoAsync(new StartService(one));
        await hall.DoAsync(new CompleteService(one));
        if (level is { } given)
        {
            await hall.DoAsync(new PressPad(one, given, [], $"press-{ticket}"));
        }

        return ticket;
    }

    public static async Task DoAsync(this HallOnDisk hall, HallCommand command)
    {
        var outcome = await hall.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
    }

    /// <summary>Lets the clock go to the same time some days after the first day, and waits until the hall has opened that day.</summary>
    public static async Task ToDayAsync(this HallOnDisk hall, int day)
    {
        var to = HallOnDisk.Morning.AddDays(day);
        hall.Time.Advance(to - hall.Clock.GetUtcNow());
        await hall.DoAsync(new CorrectClock(hall.Clock.GetUtcNow()));
        await hall.UntilAsync(() => hall.Hall.Snapshot.BusinessDay == new DateOnly(2026, 3, 2).AddDays(day), TimeSpan.FromSeconds(1));
    }

    /// <summary>What the pages of figures ask for, over the hall's own file.</summary>
    public static void Prepare(BunitContext context, HallOnDisk hall)
    {
        var store = new CaseStore(new HubOptions { DataFolder = hall.Folder }, new StoreFaults(hall.Alerts));
        store.Prepare();
        context.Services.AddSingleton<IHallDirectory>(hall.Halls).AddSingleton<TimeProvider>(hall.Clock)
            .AddSingleton<IDbContextFactory<HallDbContext>>(new Databases(hall))
            .AddSingleton(store).AddSingleton<RatingReports>().AddSingleton<CaseReports>().AddSingleton<UnmatchedPresses>()
            .AddSingleton<SatisfactionFigures>().AddSingleton(hall.Database.Texts).AddSingleton<RatingRowsReader>()
            .AddSingleton(new AnomalyWatch(new Databases(hall), hall.Halls, hall.Clock, _ => { }, NullLogger<AnomalyWatch>.Instance));
        context.AddAuthorization();
        context.Services.AddStaffPages();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.SetRendererInfo(new RendererInfo("Server", true));
    }

    public static void Tamper(this HallOnDisk hall, string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={hall.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
