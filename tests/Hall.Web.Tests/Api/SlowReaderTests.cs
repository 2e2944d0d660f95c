using System.IO.Pipelines;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Tests.Api;

/// <summary>Somebody who resumes a stream and then does not read holds nothing up.</summary>
public sealed class SlowReaderTests
{
    [Fact]
    public async Task Events_ReaderThatStopsReading_LeavesTheDatabaseFree()
    {
        await using var hub = await HubFixture.StartedAsync();
        for (var i = 0; i < 400; i++)
        {
            Assert.Null((await hub.Hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None), null, TestContext.Current.CancellationToken)).Rejection);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2_048, resumeWriterThreshold: 1_024));
        var http = new DefaultHttpContext { RequestServices = hub.App.Services, RequestAborted = ending.Token };
        http.Request.RouteValues["hall"] = "demo-small";
        http.Request.Headers["Last-Event-ID"] = "0";
        http.Features.Set<IHttpResponseBodyFeature>(new PipeBody(pipe.Writer));
        var stream = HallRequest.Handle(EventStream.WriteAsync)(http);
        await Support.Eventually.HoldsAsync(() => pipe.Reader.TryRead(out var read) && Held(pipe.Reader, read) > 2_048);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(hub.Folder, "hall.db")};Pooling=False;Default Timeout=5"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            using var reader = command.ExecuteReader();
            Assert.True(reader.Read());
            Assert.Equal(0, reader.GetInt32(0));
        }

        await ending.CancelAsync();
        await stream;
    }

    // Looked at, and left where it is.
    private static long Held(PipeReader reader, ReadResult read)
    {
        reader.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
        return read.Buffer.Length;
    }

    private sealed class PipeBody(PipeWriter writer) : IHttpResponseBodyFeature
    {
        public Stream Stream => writer.AsStream();

        public PipeWriter Writer => writer;

        public void DisableBuffering()
        {
        }

        public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task CompleteAsync() => Task.CompletedTask;
    }
}
