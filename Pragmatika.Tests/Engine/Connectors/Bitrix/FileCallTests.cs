using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Files;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Files on the wire (reference 5.4).</summary>
public sealed class FileCallTests
{
    private static readonly FileContent Act = new("акт 1.pdf", "%PDF+/"u8.ToArray());

    [Fact]
    public void Write_OneFile_IsItsNameAndBase64() =>
        Json(multiple: false, null, Act).Should().Be("""{"entityTypeId":2,"id":7,"fields":{"ufCrmDoc":["акт 1.pdf","JVBERisv"]}}""");

    [Fact]
    public void Write_FieldWithSeveral_IsAListOfThem() =>
        Json(multiple: true, null, Act, Act with { Name = "б" }).Should().Be("""{"entityTypeId":2,"id":7,"fields":{"ufCrmDoc":[["акт 1.pdf","JVBERisv"],["б","JVBERisv"]]}}""");

    [Theory]
    [InlineData(false, "\"\"")]
    [InlineData(true, "[]")]
    public void Write_NoFile_EmptiesTheField(bool multiple, string value) =>
        Json(multiple, null).Should().Be($$"""{"entityTypeId":2,"id":7,"fields":{"ufCrmDoc":{{value}} } }""".Replace(" ", string.Empty));

    [Fact]
    public void Write_WithAMark_SendsItBesideTheFields() =>
        Json(multiple: false, "pragmatika", Act).Should().Be("""{"entityTypeId":2,"id":7,"fields":{"ufCrmDoc":["акт 1.pdf","JVBERisv"]},"auth_connector":"pragmatika"}""");

    private static string Json(bool multiple, string? connector, params FileContent[] files)
    {
        var field = new CrmField { Name = "ufCrmDoc", Type = "file", IsMultiple = multiple };
        var entity = new CrmEntity { EntityTypeId = 2, Title = "x", Fields = new Dictionary<string, CrmField> { [field.Name] = field } };
        return Encoding.UTF8.GetString(FileCall.Write(entity, 7, field.Name, files, connector).Span);
    }
}
