using Pragmatika.Engine.Mapping.Transforms;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class TransformCatalogTests
{
    [Fact]
    public void Kinds_HaveDescriptionsInBothLanguages()
    {
        foreach (var kind in TransformCatalog.Kinds)
        {
            kind.Description.Russian.Should().NotBeEmpty(kind.Kind);
            kind.Description.English.Should().NotBeEmpty(kind.Kind);
            kind.Settings.Should().NotContain(setting => setting.Description.Russian.Length == 0 || setting.Description.English.Length == 0);
            kind.Settings.Select(setting => setting.Name).Should().OnlyHaveUniqueItems();
        }
    }

    [Theory]
    [InlineData("trim")]
    [InlineData("case")]
    [InlineData("concat")]
    [InlineData("split")]
    [InlineData("join")]
    [InlineData("replace")]
    [InlineData("substring")]
    [InlineData("default")]
    [InlineData("constant")]
    [InlineData("map")]
    [InlineData("number")]
    [InlineData("formatNumber")]
    [InlineData("date")]
    [InlineData("moment")]
    [InlineData("formatDate")]
    [InlineData("flag")]
    [InlineData("formatFlag")]
    [InlineData("money")]
    [InlineData("phone")]
    [InlineData("email")]
    [InlineData("vin")]
    [InlineData("plate")]
    [InlineData("guid1c")]
    [InlineData("fioSplit")]
    [InlineData("fioJoin")]
    [InlineData("if")]
    [InlineData("template")]
    [InlineData("lookup")]
    [InlineData("option")]
    [InlineData("user")]
    public void Find_EveryPromisedKind_IsThere(string kind) => TransformCatalog.Find(kind).Should().NotBeNull();
}
