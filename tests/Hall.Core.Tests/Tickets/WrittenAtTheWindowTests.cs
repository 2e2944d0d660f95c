using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Tickets;

/// <summary>The note and the papers of whoever stands at the window.</summary>
public sealed class WrittenAtTheWindowTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall(WithPapers()).Open("1", "2");

    [Fact]
    public void Note_WrittenFurther_IsOneNoteAsItStandsNow()
    {
        var ticket = Serving();
        _hall.Do(Written("brings"), Written("brings the form"), Written("brings the form "));
        Assert.Equal(["brings the form"], _hall[ticket].Notes);
        Assert.Equal(2, _hall.Journal.Count(entry => entry.Event is NoteTaken));

        _hall.Do(Written(""));
        Assert.Empty(_hall[ticket].Notes);
    }

    [Fact]
    public void Note_OfAnEarlierStayOrAnotherProgram_IsNotWrittenOver()
    {
        var ticket = Serving();
        _hall.Do(Written("first"), new TakeNote(One, "by another program"), Written("second"));
        Assert.Equal(["first", "by another program", "second"], _hall[ticket].Notes);

        _hall.Do(new TransferTicket(One, null, null, new("2")), new CallNext(new("2")));
        _hall.Do(new TakeNote(new("2"), "third") { AsWritten = true });
        Assert.Equal(["first", "by another program", "second", "third"], _hall[ticket].Notes);
    }

    [Fact]
    public void Note_HeldAndCalledBack_IsWrittenFurther()
    {
        var ticket = Serving();
        _hall.Do(Written("fetches"), new HoldTicket(One), new ReturnTicket(One, ticket), new StartService(One));
        Assert.Equal("fetches", _hall[ticket].NoteBeingWritten);
        _hall.Do(Written("fetches a copy"));
        Assert.Equal(["fetches a copy"], _hall[ticket].Notes);
    }

    [Fact]
    public void Note_TheVisitEndedWhileItWasWritten_IsStillAboutThatVisit()
    {
        var ticket = Serving();
        _hall.Do(new CompleteService(One));
        _hall.Issue();
        _hall.Call();
        _hall.Do(Written("came late") with { About = ticket });
        Assert.Equal(["came late"], _hall[ticket].Notes);
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(new TakeNote(new("2"), "x") { About = ticket }));
    }

    [Fact]
    public void Papers_Ticked_SurviveHoldUndoAndRestart()
    {
        var ticket = Serving();
        _hall.Do(new TickPaper(One, new("A01"), "ID card", true), new TickPaper(One, new("A01"), "表格", true),
            new TickPaper(One, new("A01"), "表格", false), new CompleteService(One), new UndoLastAction(One), new HoldTicket(One),
            new ReturnTicket(One, ticket));
        _hall.Restart();
        Assert.True(_hall[ticket].HasPaper(new("A01"), "身份证"));
        Assert.False(_hall[ticket].HasPaper(new("A01"), "表格"));
    }

    [Fact]
    public void Papers_WhatIsNoneOfThem_IsForbidden()
    {
        Serving();
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TickPaper(One, new("A01"), "110105194912310021", true)));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TickPaper(One, new("A03"), "身份证", true)));
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(new TickPaper(new("2"), new("A01"), "身份证", true)));
    }

    [Fact]
    public void Events_OfOldJournals_AreReadAsTheyWere()
    {
        var note = Read<NoteTaken>("""{"ticket":1,"counter":"1","text":"x"}""");
        var added = Read<ServiceAdded>("""{"ticket":1,"service":"A03"}""");
        var exchanged = Read<ServiceExchanged>("""{"ticket":1,"from":"A01","to":"A03"}""");
        Assert.Equal((null, null, null), (note.Leg, added.At, exchanged.At));
    }

    private static TEvent Read<TEvent>(string json) => (TEvent)JsonSerializer.Deserialize(json, typeof(TEvent), HallJsonContext.Default)!;

    private static TakeNote Written(string text) => new(One, text) { AsWritten = true };

    private static Core.Configuration.HallConfiguration WithPapers()
    {
        var hall = SmallHall.RoundTheClock;
        var papers = new Dictionary<string, IReadOnlyList<string>> { ["zh-CN"] = ["身份证", "表格"], ["en"] = ["ID card", "Form"] };
        return hall with
        {
            Services = [.. hall.Services.Select(service => service.Code.Value == "A01" ? service with { Documents = papers } : service)],
        };
    }

    private TicketId Serving()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new StartService(One));
        return ticket;
    }
}
