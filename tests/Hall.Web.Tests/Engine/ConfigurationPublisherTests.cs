using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Engine;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Time.Testing;
using Mono.Cecil;

namespace Hall.Web.Tests.Engine;

/// <summary>The one way to a hall's configuration loses nobody's change.</summary>
public sealed class ConfigurationPublisherTests
{
    private readonly HallConfiguration _small = FakeHall.Shipped("demo-small");
    private readonly FakeHall _hall;

    public ConfigurationPublisherTests() => _hall = new(_small, new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero)));

    /// <summary>What others do while somebody edits; whoever adds a way to change the configuration adds it here.</summary>
    public static TheoryData<HallCommand> Others =>
    [
        new ChangeDispatch(new() { WaitCapMinutes = 33 }),
        new SetTellers([new(new("7001"), "张三")], []),
    ];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Publish_OthersChangedAnotherPlaceBefore_KeepsBoth(HallCommand others)
    {
        _hall.Carry(others);
        var theirs = _hall.Snapshot.Plan.Configuration;

        Assert.True((await PublishAsync(Minutes(9))).Succeeded);

        Assert.Equal(HallConfigurationReader.Write(WithMinutes(theirs, 9)), HallConfigurationReader.Write(_hall.Snapshot.Plan.Configuration));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Publish_OthersChangeAnotherPlaceOnTheWay_IsSentAgainAndKeepsBoth(HallCommand others)
    {
        _hall.BeforeNext = () => _hall.Carry(others);

        Assert.True((await PublishAsync(Minutes(9))).Succeeded);

        Assert.Equal(9, _hall.Snapshot.Plan.Configuration.Services[0].Minutes);
        Assert.NotEqual(HallConfigurationReader.Write(Minutes(9)), HallConfigurationReader.Write(_hall.Snapshot.Plan.Configuration));
        Assert.Equal(3, _hall.Commands.OfType<PublishConfiguration>().Count());
    }

    [Fact]
    public async Task Publish_TheSamePlaceWasChanged_PublishesNothingAndSaysWhichPlace()
    {
        _hall.Carry(new PublishConfiguration(Minutes(4)));

        var answer = await PublishAsync(Minutes(9));

        Assert.Equal(RejectionCode.ChangedMeanwhile, answer.Rejection?.Code);
        Assert.Equal($"services[{_small.Services[0].Code}].minutes", Assert.Single(answer.Conflicts).Path);
        Assert.Equal(4, _hall.Snapshot.Plan.Configuration.Services[0].Minutes);
    }

    [Fact]
    public async Task Publish_ChangedAtEachTry_IsSentAgainThreeTimesAndThenRefused()
    {
        var cap = 20;
        void Change()
        {
            _hall.Carry(new ChangeDispatch(new() { WaitCapMinutes = ++cap }));
            _hall.BeforeNext = Change;
        }

        _hall.BeforeNext = Change;
        var answer = await PublishAsync(Minutes(9));

        Assert.Equal(RejectionCode.ChangedMeanwhile, answer.Rejection?.Code);
        Assert.Equal(2 + ConfigurationPublisher.MostAgain, _hall.Commands.OfType<PublishConfiguration>().Count());
    }

    [Fact]
    public async Task Publish_WhatIsInForceAlready_SendsNothing()
    {
        _hall.Carry(new PublishConfiguration(Minutes(9)));
        var sent = _hall.Commands.Count;

        Assert.True((await PublishAsync(Minutes(9))).Succeeded);
        Assert.Equal(sent, _hall.Commands.Count);
    }

    [Fact]
    public async Task Publish_BothTogetherHaveAFaultThatNeitherHas_PublishesNothing()
    {
        var taken = _small.Services[^1];
        _hall.Carry(new PublishConfiguration(_small with { Services = [.. _small.Services.SkipLast(1)] }));
        var wanted = _small with { Counters = [_small.Counters[0] with { Serves = [.. _small.Counters[0].Serves, taken.Code.Value] }, .. _small.Counters.Skip(1)] };

        var answer = await PublishAsync(wanted);

        Assert.Equal(RejectionCode.Malformed, answer.Rejection?.Code);
        Assert.Contains("serves", answer.Rejection!.Field, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishSeen_OthersChangedAnotherPlace_IsShownFirstAndPublishedFromThere()
    {
        _hall.Carry(new ChangeDispatch(new() { WaitCapMinutes = 33 }));

        var first = await ConfigurationPublisher.PublishSeenAsync(_hall, new(_small, Minutes(9)), TestContext.Current.CancellationToken);
        Assert.False(first.Succeeded);
        Assert.Equal("rules.waitCapMinutes", Assert.Single(first.Meanwhile).Path);
        Assert.NotEqual(9, _hall.Snapshot.Plan.Configuration.Services[0].Minutes);

        var second = await ConfigurationPublisher.PublishSeenAsync(_hall, new(first.InForce.Configuration, first.Configuration), TestContext.Current.CancellationToken);
        Assert.True(second.Succeeded);
        Assert.Equal((9, 33), (_hall.Snapshot.Plan.Configuration.Services[0].Minutes, _hall.Snapshot.Plan.Rules.WaitCapMinutes));
    }

    [Fact]
    public void PublishConfiguration_InTheHubsProgram_IsMadeByThePublisherOnly() =>
        Assert.Equal([typeof(ConfigurationPublisher).FullName], MakersIn(typeof(ConfigurationPublisher).Assembly));

    [Fact]
    public void PublishConfiguration_InTheRules_IsCleanedOnly() =>
        Assert.Equal([typeof(Core.Privacy.FreeText).FullName], MakersIn(typeof(PublishConfiguration).Assembly));

    [Fact]
    public void PublishConfiguration_InForecasting_IsMadeForSimulatedHallsOnly() =>
        Assert.Equal([typeof(Forecasting.Simulation.VirtualHall).FullName], MakersIn(typeof(Forecasting.Simulation.VirtualHall).Assembly));

    private static IEnumerable<string> MakersIn(System.Reflection.Assembly assembly)
    {
        var command = typeof(PublishConfiguration).FullName!;
        using var module = ModuleDefinition.ReadModule(assembly.Location);
        return [.. module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)
            .Where(method => method.Body.Instructions.Any(step =>
                step.Operand is MethodReference { Name: ".ctor" or "<Clone>$" } called && called.DeclaringType.FullName == command))
            .Select(method => Outermost(method.DeclaringType)).Where(type => type != command).Distinct().Order(StringComparer.Ordinal)];
    }

    // Lambdas and asynchronous methods are types inside the one that they were written in.
    private static string Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName;

    private Task<PublicationAnswer> PublishAsync(HallConfiguration wanted) =>
        ConfigurationPublisher.PublishAsync(_hall, new(_small, wanted), TestContext.Current.CancellationToken);

    private HallConfiguration Minutes(double minutes) => WithMinutes(_small, minutes);

    private static HallConfiguration WithMinutes(HallConfiguration hall, double minutes) =>
        hall with { Services = [hall.Services[0] with { Minutes = minutes }, .. hall.Services.Skip(1)] };
}
