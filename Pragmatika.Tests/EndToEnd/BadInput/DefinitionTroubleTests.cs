using Pragmatika.Engine.Exchanges;
using Pragmatika.Tests.Portal.Cli;

namespace Pragmatika.Tests.EndToEnd.BadInput;

/// <summary>A definition with ten mistakes is refused with all ten, each with its place and remedy, before anything runs.</summary>
public sealed class DefinitionTroubleTests
{
    private const string TenMistakes = """
        {
          "name": "визиты 2026",
          "source": { "connection": "", "table": "Orders", "key": [] },
          "destination": { "connection": "portal" },
          "flows": [
            { "name": "contacts", "entity": "person", "key": ["ClientId"],
              "rules": [
                { "field": "name", "source": { "column": "Name", "constant": "x" } },
                { "field": "phone", "source": { "column": "Phone" }, "transforms": [ { "kind": "telephone" } ] },
                { "field": "note", "source": { "column": "Note" }, "transforms": [ { "kind": "replace", "pattern": "[" } ] } ] },
            { "name": "contacts", "entity": "deal", "key": ["OrderNo"],
              "condition": { "column": "Stage", "is": "resembles", "value": "x" },
              "rules": [
                { "field": "contactId", "source": { "flow": "nobody" } },
                { "field": "title", "source": { "column": "OrderNo" }, "transforms": [ { "kind": "map", "dictionary": "missing" } ] } ] }
          ]
        }
        """;

    [Fact]
    public async Task Import_DefinitionWithTenMistakes_ListsThemAllAndSavesNothing()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, TenMistakes);
        var catalog = new FakeCatalog();
        var rig = new CliRig().With<IExchangeCatalog>(catalog).With<IDefinitionValidator>(new DefinitionValidator());
        try
        {
            var exitCode = await rig.RunAsync("exchange", "import", file);

            exitCode.Should().Be(2);
            catalog.Saved.Should().BeEmpty();
            string[] places =
            [
                "name", "source.connection", "source.key", "flows[0].entity", "flows[0].rules[0].source", "flows[0].rules[1].transforms[0]",
                "flows[0].rules[2].transforms[0]", "flows[1].name", "flows[1].condition", "flows[1].rules[0].source", "flows[1].rules[1].transforms[0]",
            ];
            rig.Error.Should().ContainAll(places);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
