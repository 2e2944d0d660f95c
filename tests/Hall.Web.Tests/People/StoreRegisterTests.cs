using Hall.Devices.Supervision;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Registers;
using Hall.Storage.Alerts;
using Hall.Storage.People;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.People;

/// <summary>What is kept of a store in memory is never older than the last change that was answered.</summary>
public sealed class StoreRegisterTests
{
    private readonly List<Standstill> _standstills = [];

    [Fact]
    public async Task Renew_AnOlderReadingEndsAfterANewerBegan_TheNewerStands()
    {
        using var register = new Register(_standstills.Add);
        register.Value = "before";
        var first = new Thread(register.RenewNow);
        register.Slow = true;
        first.Start();
        Assert.True(register.HasRead.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        register.Slow = false;
        register.Value = "after";
        var second = new Thread(register.RenewNow);
        second.Start();

        // The second has either read and gone, which must not be, or waits for the first.
        await Eventually.HoldsAsync(() => second.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped);
        register.GoOn.Set();
        first.Join();
        second.Join();

        Assert.Equal("after", register.Kept);
    }

    [Fact]
    public async Task Changed_TheReadingFails_TheChangeIsAnsweredAndReadAgainByItself()
    {
        await using var hub = await PeopleHub.StartAsync();
        using var register = new Register(_standstills.Add, hub.Get<PeopleStore>());
        await register.StartAsync(TestContext.Current.CancellationToken);
        register.Value = "after";
        register.Fails = true;

        Assert.True(await hub.Get<PeopleStore>().ChangeAsync(_ => Task.FromResult(true)));
        await Eventually.HoldsAsync(() => _standstills.Count == 1);
        register.Fails = false;
        register.Wake();

        await Eventually.HoldsAsync(() => register.Kept == "after" && _standstills.Count == 2);
        await register.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Register_ManyChangesAtOnce_HoldsTheLast()
    {
        await using var hub = await PeopleHub.StartAsync();
        var (store, register) = (hub.Get<PeopleStore>(), hub.Get<PeopleRegister>());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => store.ChangeAsync(change =>
        {
            change.Context.Users.First(person => person.UserName == Role.Teller).Name = $"Name {i}";
            return Task.FromResult(i);
        }))));

        Assert.Equal(store.Read(context => context.Users.First(person => person.UserName == Role.Teller).Name),
            register.FindStaff(Role.Teller)!.Name);
    }

    private sealed class Register(StandstillReport report, PeopleStore? store = null) : StoreRegister<string>(
        "people-register", store ?? new(null!, null!, new() { DataFolder = "" }, new(new HubAlerts(TimeProvider.System))), "",
        TimeProvider.System, report, NullLogger.Instance)
    {
        public ManualResetEventSlim HasRead { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public string Value { get; set; } = "";

        public bool Slow { get; set; }

        public bool Fails { get; set; }

        public string Kept => Current;

        public void RenewNow() => Renew();

        public override void Dispose()
        {
            base.Dispose();
            HasRead.Dispose();
            GoOn.Dispose();
        }

        protected override string Read(PeopleStore store)
        {
            if (Fails)
            {
                throw new InvalidOperationException("database is locked");
            }

            var read = Value;
            if (Slow)
            {
                HasRead.Set();
                GoOn.Wait();
            }

            return read;
        }
    }
}
