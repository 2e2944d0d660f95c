using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Counters;
using Hall.Hub.Identity;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Counters;

public sealed class TellerListSyncTests
{
    private readonly FakeHall _hall = new(FakeHall.Shipped("tongling"),
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero)));

    [Fact]
    public async Task Write_NewTeller_OpensACounterUnderTheirName()
    {
        await TellerListSync.WriteAsync(_hall, [PersonOf("7001", "张三", false)]);
        Assert.Equal("张三", _hall.Snapshot.Plan.Tellers[new StaffNumber("7001")].Name);
        Assert.True(_hall.Carry(new OpenCounter(new CounterId("1"), new StaffNumber("7001"))).Succeeded);
    }

    [Fact]
    public async Task Write_DisabledTeller_OpensNoCounterByAnyProgram()
    {
        await TellerListSync.WriteAsync(_hall, [PersonOf("1001", "王秀兰", true)]);
        Assert.Equal(RejectionCode.UnknownTeller,
            _hall.Carry(new OpenCounter(new CounterId("1"), new StaffNumber("1001"))).Rejection?.Code);
    }

    [Fact]
    public async Task Write_NothingNew_SendsNothing()
    {
        var known = _hall.Snapshot.Plan.Configuration.Tellers[0];
        await TellerListSync.WriteAsync(_hall, [PersonOf(known.Teller.Value, known.Name, false)]);
        Assert.Empty(_hall.Commands.OfType<SetTellers>());
    }

    [Fact]
    public async Task Write_AConfigurationIsPublishedAtThatMoment_UndoesNothingOfIt()
    {
        _hall.BeforeNext = () => _hall.Carry(new ChangeDispatch(new() { WaitCapMinutes = 33 }));
        await TellerListSync.WriteAsync(_hall, [PersonOf("7001", "张三", false)]);

        Assert.Equal(33, _hall.Snapshot.Plan.Rules.WaitCapMinutes);
        Assert.Equal("张三", _hall.Snapshot.Plan.Tellers[new StaffNumber("7001")].Name);
    }

    [Fact]
    public async Task Write_AFileTookTellersWithAccountsOff_PutsThemBack()
    {
        var live = _hall.Snapshot.Plan.Configuration;
        var first = live.Tellers[0];
        _hall.Carry(new PublishConfiguration(live with { Tellers = [.. live.Tellers.Skip(1)] }));
        await TellerListSync.WriteAsync(_hall, [PersonOf(first.Teller.Value, first.Name, false)]);

        Assert.True(_hall.Carry(new OpenCounter(new CounterId("1"), first.Teller)).Succeeded);
    }

    [Fact]
    public async Task Write_TheHallRefusesAName_SaysSoInsteadOfStayingSilent() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            TellerListSync.WriteAsync(_hall, [PersonOf("7001", new string('a', 500), false)]));

    private static RegisteredPerson PersonOf(string staff, string name, bool disabled) =>
        new(staff, staff, name, [Role.Teller], "", disabled, false, false);
}
