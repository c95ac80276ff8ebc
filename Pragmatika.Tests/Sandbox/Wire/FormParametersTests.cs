using System.Text;
using System.Text.Json;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Tests.Sandbox.Wire;

public sealed class FormParametersTests
{
    [Theory]
    [InlineData("a=1&b=2", "{\"a\":\"1\",\"b\":\"2\"}")]
    [InlineData("a[]=1&a[]=2", "{\"a\":[\"1\",\"2\"]}")]
    [InlineData("a[x][y]=1&a[x][z]=2", "{\"a\":{\"x\":{\"y\":\"1\",\"z\":\"2\"}}}")]
    [InlineData("a[0][v]=1&a[1][v]=2", "{\"a\":[{\"v\":\"1\"},{\"v\":\"2\"}]}")]
    [InlineData("a[][v]=1&a[][v]=2", "{\"a\":[{\"v\":\"1\"},{\"v\":\"2\"}]}")]
    [InlineData("a[5]=x&a[]=y", "{\"a\":{\"5\":\"x\",\"6\":\"y\"}}")]
    [InlineData("filter[%3E%3DID]=10", "{\"filter\":{\">=ID\":\"10\"}}")]
    [InlineData("filter%5B%40ID%5D%5B%5D=1", "{\"filter\":{\"@ID\":[\"1\"]}}")]
    [InlineData("a=1&a=2", "{\"a\":\"2\"}")]
    [InlineData("a=%D0%AF+b%2Bc", "{\"a\":\"Я b+c\"}")]
    [InlineData("a=%ZZ%4", "{\"a\":\"%ZZ%4\"}")]
    [InlineData("a", "{\"a\":\"\"}")]
    [InlineData("a[b=1", "{\"a[b\":\"1\"}")]
    [InlineData("a=1&a[b]=2", "{\"a\":{\"b\":\"2\"}}")]
    [InlineData("&&", "[]")]
    public void Read_PhpForm_GivesPhpArrays(string form, string json)
    {
        var parameters = new PhpArray();
        FormParameters.Read(form, parameters);

        Json(PhpValue.Of(parameters)).Should().Be(json);
    }

    [Theory]
    [InlineData("{\"a\":[1,2.50,true,null,\"x\"],\"b\":{\"c\":[]}}", "{\"a\":[1,2.50,true,null,\"x\"],\"b\":{\"c\":[]}}")]
    [InlineData("[{\"a\":1}]", "[{\"a\":1}]")]
    [InlineData("{broken", "[]")]
    [InlineData("7", "[]")]
    public void Read_Json_KeepsNumbersAndFlags(string body, string json) =>
        Json(PhpValue.Of(JsonParameters.Read(Encoding.UTF8.GetBytes(body)))).Should().Be(json);

    [Fact]
    public void Set_ThousandsOfKeys_FindsEachAndTheLastValueWins()
    {
        var array = new PhpArray();
        for (var number = 0; number < 5000; number++)
        {
            array.Set("key" + number, PhpValue.Of("first"));
            array.Set("key" + number, PhpValue.Of("last" + number));
        }

        array.Count.Should().Be(5000);
        array["key4321"].AsText.Should().Be("last4321");
        array["KEY4321"].IsMissing.Should().BeTrue();
        array.AnyCase("KEY4321").AsText.Should().Be("last4321");
    }

    [Theory]
    [InlineData("{\"items\":[{\"id\":5},{\"id\":7}]}", "items,1,id", "7")]
    [InlineData("[{\"ID\":\"9\"}]", "0,ID", "9")]
    [InlineData("42", "", "42")]
    [InlineData("{\"a\":1}", "b", "")]
    [InlineData("[1]", "5", "")]
    public void Find_PathThroughAnAnswer_GivesTheValue(string json, string path, string expected) =>
        JsonPathReader.Find(Encoding.UTF8.GetBytes(json), path.Split(',', StringSplitOptions.RemoveEmptyEntries)).AsText.Should().Be(expected);

    private static string Json(PhpValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            PhpMaps.WriteValue(writer, value);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
