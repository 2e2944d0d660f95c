using CsCheck;
using Hall.Core.Privacy;

namespace Hall.Core.Tests.Privacy;

/// <summary>Which numbers are blanked in what people type, and which stay.</summary>
public sealed class PrivateNumbersTests
{
    private static readonly string[] Regions = ["110105", "310101", "340702", "440305", "441900", "510104", "650102"];
    private static readonly Gen<DateOnly> Day = Gen.Int[new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2026, 12, 31).DayNumber]
        .Select(DateOnly.FromDayNumber);

    private static readonly Gen<string> Card = Gen.Select(Of(Regions), Day, Gen.Int[0, 999], (region, born, number) =>
    {
        var body = $"{region}{born:yyyyMMdd}{number:000}";
        return body + "10X98765432"[body.Select((digit, place) => (digit - '0') * ((1 << (17 - place)) % 11)).Sum() % 11];
    });

    private static readonly Gen<string> Words = Of("", "我的身份证是", "号码：", "please call ", "，", " ", "\n", "ID");

    [Theory]
    [InlineData("11010519491231002X", "****************2X")]
    [InlineData("身份证11010519491231002x，谢谢", "身份证****************2x，谢谢")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", "****************２Ｘ")]
    [InlineData("110105 19491231 002X", "****** ******** **2X")]
    [InlineData("1101 0519 4912 3100 2X", "**** **** **** **** 2X")]
    [InlineData("旧证110105491231002。", "旧证*************02。")]
    [InlineData("我电话13800138000", "我电话*******8000")]
    [InlineData("138 0013 8000 或 138-0013-8001", "*** **** 8000 或 ***-****-8001")]
    [InlineData("+86 13800138000", "+86 *******8000")]
    [InlineData("１３８００１３８０００", "*******８０００")]
    [InlineData("座机0562-2831234", "座机****-*****34")]
    [InlineData("(0562)2831234", "(****)*****34")]
    [InlineData("010 6551 2345", "*** **** **45")]
    [InlineData("02865512345", "*********45")]
    [InlineData("电话：2831234", "电话：*****34")]
    [InlineData("Tel. 2831234", "Tel. *****34")]
    [InlineData("找13800138000和11010519491231002X", "找*******8000和****************2X")]
    public void Blanked_NumberOfAPerson_KeepsItsLastDigitsOnly(string typed, string kept) =>
        Assert.Equal(kept, PrivateNumbers.Blanked(typed));

    [Theory]
    [InlineData("A012")]
    [InlineData("票号 A012，3 号窗口，第 2 次")]
    [InlineData("2026-11-24 09:30 到 2026-11-25 16:00")]
    [InlineData("20261124093015")]
    [InlineData("11010519491231002")]
    [InlineData("110105194912310021")]
    [InlineData("340700202611240012")]
    [InlineData("皖社保〔2019〕51号")]
    [InlineData("CP2026-00012 和 TS2026-00001")]
    [InlineData("办件编号 340700-20261124-000123")]
    [InlineData("缴费 13800138000 元")]
    [InlineData("缴费13,800,138,000.50元")]
    [InlineData("基数 4812.50，补缴 36 个月 173250")]
    [InlineData("银行卡 6222021302001234567")]
    [InlineData("统一社会信用代码 91340700MA2N123456")]
    [InlineData("12333 和 12345 都打不通")]
    [InlineData("400-820-8820")]
    [InlineData("2831234")]
    [InlineData("GB/T 39046-2020")]
    [InlineData("1-3 2026-11-24 9:30")]
    [InlineData("")]
    public void Blanked_NumberOfAThing_Stays(string typed) => Assert.Equal(typed, PrivateNumbers.Blanked(typed));

    [Theory]
    [InlineData("请拨打 0562-2831234 咨询", "请拨打 0562-2831234 咨询")]
    [InlineData("已打13800138000", "已打*******8000")]
    public void BlankedButOffices_TelephoneOfAnOffice_StaysAndThatOfAPersonDoesNot(string typed, string kept) =>
        Assert.Equal(kept, PrivateNumbers.BlankedButOffices(typed));

    [Fact]
    public void Blanked_AnyCardInAnyWords_KeepsTwoDigitsAndTheLength() =>
        Gen.Select(Words, Card, Of("", "。", " 谢谢", "，电话见联系方式")).Sample((before, card, after) =>
        {
            var kept = PrivateNumbers.Blanked(before + card + after);
            return kept == before + new string('*', 16) + card[16..] + after;
        });

    [Fact]
    public void Blanked_AnyMobileInAnyWords_KeepsFourDigits() =>
        Gen.Select(Words, Gen.Int[3, 9], Gen.Int[0, 999_999_999], (before, second, rest) => (before, Number: $"1{second}{rest:000000000}"))
            .Sample((before, number) =>
            PrivateNumbers.Blanked(before + number) == before + new string('*', 7) + number[7..]);

    [Fact]
    public void Blanked_CardWithAnyDigitMistyped_StaysForItBelongsToNobody() =>
        Gen.Select(Card, Gen.Int[0, 16], Gen.Int[1, 9]).Sample((card, place, by) =>
        {
            var typed = card.ToCharArray();
            typed[place] = (char)('0' + ((typed[place] - '0' + by) % 10));
            return PrivateNumbers.Blanked(new(typed)) == new string(typed);
        });

    [Fact]
    public void Blanked_DatesAmountsAndNumbersOfTicketsAndDocuments_Stay()
    {
        var ordinary = Gen.OneOf(
            Day.Select(day => $"{day:yyyy-MM-dd}"), Day.Select(day => $"{day:yyyyMMdd}"),
            Gen.Int[0, 999].Select(number => $"B{number:000}"),
            Gen.Double[0, 9_999_999].Select(amount => amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) + "元"),
            Gen.Select(Gen.Int[2019, 2030], Gen.Int[0, 99999], (year, number) => $"CP{year}-{number:00000}"),
            Gen.Select(Day, Gen.Int[0, 9999], (day, number) => $"340700-{day:yyyyMMdd}-{number:0000}00"),
                Gen.Int[0, 23].Select(hour => $"{hour:00}:30"));
        ordinary.Array[1, 6].Select(words => string.Join("，", words)).Sample(text => PrivateNumbers.Blanked(text) == text);
    }

    private static Gen<string> Of(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);
}
