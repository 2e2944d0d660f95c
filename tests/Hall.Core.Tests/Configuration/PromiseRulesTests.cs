namespace Hall.Core.Tests.Configuration;

/// <summary>Every bad promise, ground, fault and post is named at its place.</summary>
public sealed class PromiseRulesTests
{
    [Theory]
    [InlineData("services[1].promise.days", "251", "services[1].promise.days", "0 to 250")]
    [InlineData("services[1].promise.days", "-1", "services[1].promise.days", "0 to 250")]
    [InlineData("services[1].promise.days", "\"ten\"", "services[1].promise.days", "number")]
    [InlineData("services[1].promise.fromItems", "0", "services[1].promise.fromItems", "1 to 10000")]
    [InlineData("services[1].promise.route[1]", "\"review\"", "services[1].promise.route[1]", "already")]
    [InlineData("services[1].promise.route[1]", "\"look\"", "services[1].promise.route[1]", "look")]
    [InlineData("services[1].promise.hours", "3", "services[1].promise.hours", "hours")]
    [InlineData("posts", "[]", "services[1].promise.route[0]", "Nobody holds the post \"review\"")]
    [InlineData("matters.nearPercent", "101", "matters.nearPercent", "0 to 100")]
    [InlineData("matters.nearWorkingDays", "31", "matters.nearWorkingDays", "0 to 30")]
    [InlineData("matters.toldOnceDays", "0", "matters.toldOnceDays", "1 to 30")]
    [InlineData("matters.grounds[1]", "{ \"code\": \"T1\", \"names\": { \"zh-CN\": \"听证\" } }", "matters.grounds[1].code", "already")]
    [InlineData("matters.grounds[0].names", "{ \"en\": \"Hearing\" }", "matters.grounds[0].names.zh-CN", "Chinese")]
    [InlineData("matters.grounds[0].mostDays", "0", "matters.grounds[0].mostDays", "1 to 250")]
    [InlineData("matters.grounds[0].code", "\"T 1\"", "matters.grounds[0].code", "address")]
    [InlineData("matters.faults[0].weight", "0", "matters.faults[0].weight", "0.1 to 10")]
    [InlineData("matters.faults[1]", "{ \"code\": \"F03\", \"names\": { \"zh-CN\": \"录入\" } }", "matters.faults[1].code", "already")]
    [InlineData("matters.checkPercent.special", "101", "matters.checkPercent.special", "0 to 100")]
    [InlineData("matters.checkPercent.general", "-1", "matters.checkPercent.general", "0 to 100")]
    [InlineData("matters.extension.mostDays", "0", "matters.extension.mostDays", "1 to 250")]
    [InlineData("matters.extension.most", "11", "matters.extension.most", "0 to 10")]
    [InlineData("posts[0].post", "\"sign\"", "posts[0].post", "There is no post")]
    [InlineData("posts[1].post", "\"review\"", "posts[1].post", "already")]
    [InlineData("posts[0].people", "[]", "posts[0].people", "Nobody holds")]
    [InlineData("posts[0].people", "[\"2001\", \"2001\"]", "posts[0].people[1]", "already")]
    [InlineData("posts[0].substitutes", "[\"2001\"]", "posts[0].substitutes[0]", "stand in for themselves")]
    public void Read_OneFault_IsNamedAtItsPlace(string path, string json, string faultAt, string says)
    {
        var faults = HallFile.With(path, json);
        Assert.Contains(faults, fault => fault.Path == faultAt && fault.Message.Contains(says, StringComparison.Ordinal) && fault.Line > 0);
    }
}
