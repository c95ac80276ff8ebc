using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class TransformTests
{
    [Theory]
    [InlineData("  a b ", """{"kind":"trim"}""", "a b")]
    [InlineData("  a   b ", """{"kind":"trim","inner":true}""", "a b")]
    [InlineData("   ", """{"kind":"trim"}""", "")]
    [InlineData("Иванов", """{"kind":"case","to":"upper"}""", "ИВАНОВ")]
    [InlineData("ИВАНОВ", """{"kind":"case","to":"lower"}""", "иванов")]
    [InlineData("ИВАНОВ-ПЕТРОВ анна", """{"kind":"case","to":"title"}""", "Иванов-Петров Анна")]
    [InlineData("a-b-c", """{"kind":"replace","pattern":"-","with":"+"}""", "a+b+c")]
    [InlineData("№ 12/34", """{"kind":"replace","pattern":"\\D+"}""", "1234")]
    [InlineData("2024-05", """{"kind":"replace","pattern":"(\\d+)-(\\d+)","with":"$2.$1"}""", "05.2024")]
    [InlineData("abcdef", """{"kind":"substring","start":2,"length":3}""", "cde")]
    [InlineData("abcdef", """{"kind":"substring","start":4}""", "ef")]
    [InlineData("ab", """{"kind":"substring","start":5}""", "")]
    [InlineData("a; b ;;c", """{"kind":"split"}""", "a; b; c")]
    [InlineData("a|b", """{"kind":"split","separator":"|"}""", "a; b")]
    [InlineData("", """{"kind":"default","value":"x"}""", "x")]
    [InlineData("y", """{"kind":"default","value":"x"}""", "y")]
    [InlineData("y", """{"kind":"constant","value":"x"}""", "x")]
    [InlineData("lada", """{"kind":"map","values":{"LADA":"1","KIA":"2"}}""", "1")]
    [InlineData("BMW", """{"kind":"map","values":{"LADA":"1"},"otherwise":"9"}""", "9")]
    [InlineData("BMW", """{"kind":"map","values":{"LADA":"1"},"keep":true}""", "BMW")]
    [InlineData("BMW", """{"kind":"map","values":{"BMW":""}}""", "")]
    [InlineData(null, """{"kind":"map","values":{"":"none","LADA":"1"}}""", "none")]
    [InlineData("1 234,50", """{"kind":"number"}""", "1234.5")]
    [InlineData("12.345", """{"kind":"number","separator":".","round":2}""", "12.35")]
    [InlineData("х", """{"kind":"number","invalid":"drop"}""", "")]
    [InlineData("1234,5", """{"kind":"formatNumber","pattern":"0.00"}""", "1234,50")]
    [InlineData("1234,5", """{"kind":"formatNumber","pattern":"0.00","separator":"."}""", "1234.50")]
    [InlineData("30.08.2024", """{"kind":"date"}""", "2024-08-30")]
    [InlineData("08/30/2024", """{"kind":"date","patterns":["MM/dd/yyyy"]}""", "2024-08-30")]
    [InlineData("30.08.2024 0:00:00", """{"kind":"moment"}""", "2024-08-29T21:00:00Z")]
    [InlineData("30.08.2024 9:05:07", """{"kind":"moment"}""", "2024-08-30T06:05:07Z")]
    [InlineData("2024-08-30 23:30:00", """{"kind":"formatDate","pattern":"dd.MM.yyyy HH:mm"}""", "30.08.2024 23:30")]
    [InlineData("истина", """{"kind":"flag"}""", "true")]
    [InlineData("нет", """{"kind":"flag"}""", "false")]
    [InlineData("есть", """{"kind":"flag","true":["есть"],"false":["пусто"]}""", "true")]
    [InlineData("Да", """{"kind":"formatFlag","true":"Y","false":"N"}""", "Y")]
    [InlineData("1 000,00", """{"kind":"money"}""", "1000 RUB")]
    [InlineData("5", """{"kind":"money","currency":"EUR"}""", "5 EUR")]
    [InlineData("8 (921) 123-45-67", """{"kind":"phone"}""", "+79211234567")]
    [InlineData("8 921 123 45 67, 8 812 777-88-99", """{"kind":"phone"}""", "+79211234567; +78127778899")]
    [InlineData("89211234567; +7 921 123-45-67", """{"kind":"phone"}""", "+79211234567")]
    [InlineData("55-55-55", """{"kind":"phone","city":"8152"}""", "+78152555555")]
    [InlineData("нет", """{"kind":"phone"}""", "")]
    [InlineData("0000000000", """{"kind":"phone","invalid":"drop"}""", "")]
    [InlineData(" Ivan@Example.COM ", """{"kind":"email"}""", "ivan@example.com")]
    [InlineData("a@b.ru; c@d.ru", """{"kind":"email"}""", "a@b.ru; c@d.ru")]
    [InlineData("хта 2109 90у2766389", """{"kind":"vin","invalid":"drop"}""", "XTA210990Y2766389")]
    [InlineData("a123bc51", """{"kind":"plate"}""", "А123ВС51")]
    [InlineData("А 123 ВС 51", """{"kind":"plate"}""", "А123ВС51")]
    [InlineData("{0E761ABE-4E88-11F1-9C28-0050B666DFFA}", """{"kind":"guid1c"}""", "0e761abe-4e88-11f1-9c28-0050b666dffa")]
    [InlineData("9C280050B666DFFA11F14E880E761ABE", """{"kind":"guid1c","bytes":"binary1C"}""", "0e761abe-4e88-11f1-9c28-0050b666dffa")]
    [InlineData("0e761abe4e8811f19c280050b666dffa", """{"kind":"guid1c","bytes":"hex32"}""", "0e761abe-4e88-11f1-9c28-0050b666dffa")]
    [InlineData("00000000-0000-0000-0000-000000000000", """{"kind":"guid1c"}""", "")]
    [InlineData("Иванов Иван Иванович", """{"kind":"fioSplit","part":"last"}""", "Иванов")]
    [InlineData("Иванов  Иван", """{"kind":"fioSplit","part":"first"}""", "Иван")]
    [InlineData("Алиев Али Вели  оглы", """{"kind":"fioSplit","part":"middle"}""", "Вели оглы")]
    [InlineData("Иванов", """{"kind":"fioSplit","part":"middle"}""", "")]
    [InlineData("Новый", """{"kind":"option"}""", "Новый")]
    [InlineData("A1", """{"kind":"user","values":{"a1":"17"}}""", "17")]
    [InlineData("A2", """{"kind":"user","values":{"A1":"17"},"otherwise":"1"}""", "1")]
    [InlineData("x", """{"kind":"template","text":"{{Value}}-{{Id}}"}""", "x-1")]
    [InlineData("x", """{"kind":"template","text":"{{#if Value}}есть & {{Value}}{{else}}нет{{/if}}"}""", "есть & x")]
    [InlineData(null, """{"kind":"template","text":"{{#if Value}}есть{{else}}нет{{/if}}"}""", "нет")]
    public void Transform_OneValue_GivesExpectedText(string? raw, string transform, string expected) =>
        MapOne.Value(raw, [transform]).ToString().Should().Be(expected);

    [Fact]
    public void Concat_WithEmptyColumn_LeavesItOut() =>
        MapOne.Value("a", ["""{"kind":"concat","columns":["B","C"],"separator":"; "}"""], ("B", null), ("C", "c")).ToString().Should().Be("a; c");

    [Theory]
    [InlineData(false, "Иванов Иван")]
    [InlineData(true, "Иванов И.")]
    public void NameJoin_WithoutMiddleName_JoinsTheRest(bool initials, string expected) =>
        MapOne.Value(null, [$$"""{"kind":"fioJoin","columns":["L","F","M"],"short":{{(initials ? "true" : "false")}}}"""], ("L", " Иванов"), ("F", "Иван"), ("M", null))
            .ToString().Should().Be(expected);

    [Fact]
    public void Join_AfterSplit_GivesText() =>
        MapOne.Value("a;b", ["""{"kind":"split"}""", """{"kind":"join","separator":"+"}"""]).Should().Be(Value.Text("a+b"));

    [Theory]
    [InlineData("10", "от десяти")]
    [InlineData("9", "8")]
    public void If_Condition_ChoosesBranch(string raw, string expected) =>
        MapOne.Value(
            raw,
            ["""{"kind":"if","condition":{"column":"Value","is":"ge","value":"10"},"then":{"constant":"от десяти"},"else":{"column":"Other","transforms":[{"kind":"trim"}]}}"""],
            ("Other", " 8 ")).ToString().Should().Be(expected);

    [Fact]
    public void If_WithoutBranch_KeepsValue() =>
        MapOne.Value("5", ["""{"kind":"if","condition":{"column":"Value","is":"eq","value":"6"},"then":{"constant":"x"}}"""]).ToString().Should().Be("5");

    [Theory]
    [InlineData("1.5", """{"kind":"number"}""", "не число")]
    [InlineData("завтра", """{"kind":"date"}""", "не дата")]
    [InlineData("завтра", """{"kind":"moment"}""", "не дата")]
    [InlineData("возможно", """{"kind":"flag"}""", "и не «нет»")]
    [InlineData("много", """{"kind":"money"}""", "не число")]
    [InlineData("+7 921 123-45-6", """{"kind":"phone"}""", "не телефон")]
    [InlineData("ivan@", """{"kind":"email"}""", "не адрес")]
    [InlineData("XTA210990Y276638", """{"kind":"vin"}""", "не VIN")]
    [InlineData("XTA210990Q2766389", """{"kind":"vin"}""", "не VIN")]
    [InlineData("Ж123ВС51", """{"kind":"plate"}""", "не номер")]
    [InlineData("123", """{"kind":"guid1c"}""", "не идентификатор")]
    [InlineData("BMW", """{"kind":"map","values":{"LADA":"1"}}""", "нет в словаре")]
    [InlineData("A2", """{"kind":"user","values":{"A1":"17"}}""", "не сопоставлен")]
    [InlineData("A1", """{"kind":"user","values":{"A1":"Иван"}}""", "не сопоставлен")]
    public void Transform_BadValue_IsAProblemWithReasonAndRemedy(string raw, string transform, string reason)
    {
        var problem = MapOne.Problem(raw, transform);

        problem.Field.Should().Be("field");
        problem.Column.Should().Be("Value");
        problem.Reason.Should().Contain(reason);
        problem.Remedy.Should().NotBeEmpty();
    }

    [Fact]
    public void Replace_PatternThatNeverEnds_IsAProblem() =>
        MapOne.Problem(new string('a', 40) + "!", """{"kind":"replace","pattern":"^(a+)+$","with":""}""").Reason.Should().Contain("время");

    [Fact]
    public void Option_Text_IsAChoice() => MapOne.Value(" Новый ", ["""{"kind":"option"}"""]).Should().Be(Value.Choice("Новый"));

    [Fact]
    public void Money_Text_IsMoney() => MapOne.Value("10,5", ["""{"kind":"money"}"""]).Should().Be(Value.Money(10.5m, "RUB"));

    [Fact]
    public void Phone_InAProblem_IsMasked() =>
        MapOne.Problem("0000000000 вместо 8 921 123-45-67", """{"kind":"phone"}""").Reason.Should().NotContain("123-45-67");
}
