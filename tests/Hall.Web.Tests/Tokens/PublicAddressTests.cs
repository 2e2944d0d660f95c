using System.Net;
using Hall.Hub.Hosting;
using Hall.Hub.Tokens;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Microsoft.AspNetCore.Http;

namespace Hall.Web.Tests.Tokens;

public sealed class PublicAddressTests
{
    private readonly HubAlerts _alerts = new(TimeProvider.System);

    [Theory]
    [InlineData("http://127.0.0.1:6250")]
    [InlineData("http://127.3.2.1")]
    [InlineData("http://localhost:5080/")]
    [InlineData("http://kiosk.localhost:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::ffff:127.0.0.1]:5080")]
    [InlineData("")]
    public void ForCodes_AnAddressOfThisMachineAlone_IsNoneAndTheManagerIsTold(string requestBase)
    {
        Assert.Null(Made(null).ForCodes(requestBase));
        Assert.Null(Made(requestBase.Length == 0 ? "not an address" : requestBase).ForCodes("http://192.168.1.5:5080"));

        var alert = Assert.Single(_alerts.All);
        Assert.Equal((AlertKind.NoPublicAddress, "none"), (alert.Kind, Assert.Single(alert.Arguments)));
    }

    [Theory]
    [InlineData(null, "http://192.168.1.5:5080/", "http://192.168.1.5:5080")]
    [InlineData(null, "https://hall.example", "https://hall.example")]
    [InlineData("https://hall.example/", "http://127.0.0.1:5080", "https://hall.example")]
    public void ForCodes_AnAddressThatAPhoneReaches_IsTaken(string? set, string requestBase, string begins)
    {
        Assert.Equal(begins, Made(set).ForCodes(requestBase));
        Assert.Empty(_alerts.All);
    }

    [Theory]
    [InlineData("10.0.0.7", "hall.example", 1)]
    [InlineData("127.0.0.1", "hall.example", 1)]
    [InlineData("10.0.0.7", "127.0.0.1", 1)]
    [InlineData("127.0.0.1", "127.0.0.1", 0)]
    public void Note_SomebodyFromAnotherMachine_IsAnAlertOnceUnlessTheAddressIsSet(string from, string host, int alerts)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) }, Request = { Host = new(host) } };
        Made("https://hall.example").Note(context);
        Assert.Empty(_alerts.All);

        var address = Made(null);
        address.Note(context);
        address.Note(context);

        Assert.Equal(alerts, _alerts.All.Count);
        Assert.Null(address.ForCodes("http://127.0.0.1"));
        address.Note(context);
        Assert.Equal("none", Assert.Single(Assert.Single(_alerts.All).Arguments));
    }

    private PublicAddress Made(string? set) => new(new HubOptions { DataFolder = "", PublicBaseUrl = set }, _alerts);
}
