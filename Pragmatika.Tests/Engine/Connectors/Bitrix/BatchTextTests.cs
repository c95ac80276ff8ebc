using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Transport;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class BatchTextTests
{
    [Theory]
    [InlineData("plain-1._~", "plain-1._~")]
    [InlineData("a b&c=d", "a%20b%26c%3Dd")]
    [InlineData("Иван", "%D0%98%D0%B2%D0%B0%D0%BD")]
    [InlineData("x😀y", "x%F0%9F%98%80y")]
    [InlineData("+7 (921) 1%", "%2B7%20%28921%29%201%25")]
    public void Query_EncodesAsUtf8(string text, string expected)
    {
        var query = new QueryText(16);

        query.Encoded(text);

        query.ToString().Should().Be(expected);
        query.Dispose();
    }

    [Fact]
    public void Query_LoneSurrogate_BecomesTheReplacementCharacter()
    {
        var query = new QueryText(16);

        query.Encoded("\ud800");

        query.ToString().Should().Be("%EF%BF%BD");
        query.Dispose();
    }

    [Fact]
    public void Body_LabelsAreNeverNumbersAndQueriesStandAsTheyAre()
    {
        using var body = new PooledBytes();

        BatchBody.Write(body, [new("crm.item.add", "entityTypeId=2&fields[title]=%D0%98"), new("crm.item.get", "id=$result[c0][item][id]")], token: null, halt: false);

        Encoding.UTF8.GetString(body.Span).Should().Be(
            """{"halt":0,"cmd":{"c0":"crm.item.add?entityTypeId=2&fields[title]=%D0%98","c1":"crm.item.get?id=$result[c0][item][id]"}}""");
    }

    [Fact]
    public void Body_CallersOwnQuotes_AreEscaped()
    {
        using var body = new PooledBytes();

        BatchBody.Write(body, [new("m", "a=\"\\")], "to\"ken", halt: true);

        using var json = System.Text.Json.JsonDocument.Parse(body.Memory);
        json.RootElement.GetProperty("auth").GetString().Should().Be("to\"ken");
        json.RootElement.GetProperty("cmd").GetProperty("c0").GetString().Should().Be("m?a=\"\\");
    }

    [Theory]
    [InlineData("""{"id":1}""", null, """{"id":1}""")]
    [InlineData("""{"id":1}""", "t", """{"auth":"t","id":1}""")]
    [InlineData("""{}""", "t", """{"auth":"t"}""")]
    [InlineData("", null, """{}""")]
    public void Call_PutsTheTokenInFront(string parameters, string? token, string expected)
    {
        using var body = new PooledBytes();

        BatchBody.WriteCall(body, Encoding.UTF8.GetBytes(parameters), token);

        Encoding.UTF8.GetString(body.Span).Should().Be(expected);
    }

    [Fact]
    public void Answer_MapsAndErrors_AreMatchedByLabel()
    {
        var answer = Read("""
            {"result":{"c1":{"item":{"id":5}},"c3":null},"result_error":{"c0":{"error":"NOT_FOUND","error_description":"Element not found"},"c2":{"error":0,"error_description":"x"}},
             "result_total":{"c1":7},"result_next":{"c1":50},"result_time":{"c1":{"finish":2.5,"duration":1,"operating":0.3,"operating_reset_at":9}}}
            """, 4);

        Encoding.UTF8.GetString(answer[1].Result.Span).Should().Be("""{"item":{"id":5}}""");
        (answer[1].Total, answer[1].Next, answer[1].Time).Should().Be((7, 50, new CallTime(2.5, 1, 0.3, 9)));
        answer[0].Error.Should().Be(new BitrixError(400, "NOT_FOUND", "Element not found"));
        answer[2].Error!.Code.Should().Be("0");
        (answer[3].HasResult, answer[3].Error).Should().Be((true, null));
    }

    [Fact]
    public void Answer_ListsThatPhpMadeOfMaps_AreReadByPlace()
    {
        var answer = Read("""{"result":[{"id":1},[]],"result_error":[],"result_total":[],"result_next":[],"result_time":[]}""", 3);

        Encoding.UTF8.GetString(answer[0].Result.Span).Should().Be("""{"id":1}""");
        Encoding.UTF8.GetString(answer[1].Result.Span).Should().Be("[]");
        (answer[2].HasResult, answer[2].Error).Should().Be((false, null));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("false")]
    [InlineData("null")]
    [InlineData("""{"result":false,"result_error":null}""")]
    public void Answer_EmptyInAnyWay_HasNothing(string json) => Read(json, 1)[0].HasResult.Should().BeFalse();

    [Theory]
    [InlineData("id=$result[c0][item][id]", new[] { 0 })]
    [InlineData("id=%24result%5Bc12%5D%5Bitem%5D&x=$result[c3]", new[] { 12, 3 })]
    [InlineData("title=no", new int[0])]
    public void References_AreFoundRawAndEncoded(string query, int[] labels) => ResultReferences.In(query).Should().Equal(labels);

    [Fact]
    public void References_AreRenamedOrResolved()
    {
        var results = Encoding.UTF8.GetBytes("""{"item":{"id":55}}""");

        var query = ResultReferences.Rewrite("a=$result[c4][item][id]&b=$result[c1][item][id]&c=1", new Dictionary<int, int> { [4] = 0 }, _ => results);

        query.Should().Be("a=$result[c0][item][id]&b=55&c=1");
    }

    [Fact]
    public void Resendable_WhatNobodyUsed_GoesAgain()
    {
        BitrixCommand[] commands = [new("add", "x"), new("add", "y"), new("add", "z=$result[c1][item][id]")];
        CommandAnswer[] answers = [Done(), Refused(), Refused()];

        var chosen = LimitedCommands.Resendable(commands, answers);

        chosen.Should().Equal(1, 2);
        LimitedCommands.Rebuild(commands, answers, chosen).Select(command => command.Query).Should().Equal("y", "z=$result[c0][item][id]");
    }

    [Fact]
    public void Resendable_WhatAnExecutedCommandUsed_StaysWithTheCaller()
    {
        BitrixCommand[] commands = [new("add", "x"), new("update", "id=$result[c0][item][id]"), new("add", "y=$result[c0][item][id]")];
        CommandAnswer[] answers = [Refused(), Done(), Refused()];

        LimitedCommands.Resendable(commands, answers).Should().BeEmpty();
    }

    private static BatchAnswer Read(string json, int commands) => BatchAnswer.Read(Encoding.UTF8.GetBytes(json), commands);

    private static CommandAnswer Done() => new() { Result = Encoding.UTF8.GetBytes("""{"item":{"id":1}}""") };

    private static CommandAnswer Refused() => new() { Error = new(400, "OPERATION_TIME_LIMIT", string.Empty) };
}
