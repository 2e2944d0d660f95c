using System.Text;
using Hall.Core.Readings;
using Hall.Core.Tests.Search;

namespace Hall.Core.Tests.Readings;

public sealed class PronunciationTests
{
    [Theory]
    [InlineData("重", "zhong", "chong")]
    [InlineData("长", "chang", "zhang")]
    [InlineData("调", "diao", "tiao")]
    [InlineData("行", "xing", "hang")]
    [InlineData("还", "hai", "huan")]
    [InlineData("率", "lu", "shuai")]
    [InlineData("女", "nu")]
    public void Of_CharacterOfSeveralReadings_KnowsEach(string character, params string[] expected) =>
        Assert.All(expected, reading => Assert.Contains(reading, Pronunciation.Of(Rune.GetRuneAt(character, 0))));

    [Theory]
    [InlineData("退休", "TX")]
    [InlineData("社会保障卡挂失与补换", "SHBZKGSYBH")]
    [InlineData("个人关键信息变更(姓名、身份证号)", "GRGJXXBG")]
    [InlineData("12333咨询", "12333ZX")]
    [InlineData("", "")]
    public void InitialsOf_Name_LeavesBracketsOut(string name, string expected) =>
        Assert.Equal(expected, Pronunciation.InitialsOf(name));

    [Fact]
    public void AreInitials_OfEveryShippedService_FitItsName() =>
        Assert.Empty(QueryTable.Tongling.Services
            .Where(service => !Pronunciation.AreInitials(service.Initials, service.Names["zh-CN"]))
            .Select(service => $"{service.Code} {service.Initials} {service.Names["zh-CN"]}"));

    [Theory]
    [InlineData("JBYLJHDYCS", "基本养老金核定与重算", true)]
    [InlineData("JBYLJHDYZS", "基本养老金核定与重算", true)]
    [InlineData("JBYLJHDYXS", "基本养老金核定与重算", false)]
    [InlineData("JBYLJHDYC", "基本养老金核定与重算", false)]
    [InlineData("", "基本", false)]
    public void AreInitials_ByWhicheverReading_AreTold(string initials, string name, bool expected) =>
        Assert.Equal(expected, Pronunciation.AreInitials(initials, name));

    [Theory]
    [InlineData("國", "国")]
    [InlineData("醫", "医")]
    [InlineData("后", "后")]
    [InlineData("a", "a")]
    public void Simple_Traditional_IsTheSimpleOne(string traditional, string expected) =>
        Assert.Equal(expected, Pronunciation.Simple(Rune.GetRuneAt(traditional, 0)).ToString());

    [Fact]
    public void Readings_OneFile_IsSmallAndHasItsLicence()
    {
        Assert.InRange(new FileInfo(Repository.Path("src", "Hall.Core", "Readings", "readings.txt")).Length, 100_000, 400 * 1024);
        Assert.True(File.Exists(Repository.Path("src", "Hall.Core", "Readings", "LICENSE-UNICODE.txt")));
    }
}
