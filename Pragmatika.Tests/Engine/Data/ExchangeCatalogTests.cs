using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

public sealed class ExchangeCatalogTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Save_ChangedAndUnchanged_MakesVersionsOnlyForChanges(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var catalog = harness.Services.GetRequiredService<IExchangeCatalog>();

        (await catalog.SaveAsync(Definition("Первый"), "anna", CancellationToken.None)).Version.Should().Be(1);
        (await catalog.SaveAsync(Definition("Первый"), "boris", CancellationToken.None)).SavedBy.Should().Be("anna");
        (await catalog.SaveAsync(Definition("Второй"), "boris", CancellationToken.None)).Version.Should().Be(2);

        var found = await catalog.FindAsync("main", CancellationToken.None);
        found!.Version.Should().Be(2);
        found.Should().BeEquivalentTo(new { Name = "main", Title = "Второй", SavedBy = "boris", SavedAt = harness.Time.GetUtcNow() });
        found.Definition.Should().BeEquivalentTo(Definition("Второй"), options => options.Excluding(field => field.Path.EndsWith("Settings")));
        found.Definition.Flows[0].Rules[0].Transforms[0].Settings!["pattern"].GetString().Should().Be("\\s+");
        (await catalog.ListAsync(CancellationToken.None)).Should().ContainSingle();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Delete_ThenSaveAgain_StartsOverButKeepsLinks(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var catalog = harness.Services.GetRequiredService<IExchangeCatalog>();
        await catalog.SaveAsync(Definition("Первый"), "anna", CancellationToken.None);
        var (run, lease) = await harness.StartAsync();
        var batch = StoreHarness.Batch(run, lease) with { Parts = [new LinkPart { Moved = [StoreHarness.Link("k1", 17)] }, new RowPart { Met = [new RowState("r1", new byte[16], "0")] }, new CheckpointPart("c")] };
        await harness.Store.CommitAsync(batch, CancellationToken.None);

        await catalog.DeleteAsync("main", CancellationToken.None);

        (await catalog.FindAsync("main", CancellationToken.None)).Should().BeNull();
        (await catalog.ListAsync(CancellationToken.None)).Should().BeEmpty();
        var act = () => harness.Store.CommitAsync(batch, CancellationToken.None);
        await act.Should().ThrowAsync<LeaseLostException>("the run under way must stop");
        (await catalog.SaveAsync(Definition("Первый"), "anna", CancellationToken.None)).Version.Should().Be(2);
        (await harness.Store.CheckpointAsync("main", CancellationToken.None)).Should().BeNull();
        (await harness.Store.RowStatesAsync("main", ["r1"], CancellationToken.None)).Should().BeEmpty();
        (await harness.Store.LinksAsync("main", "contacts", ["k1"], CancellationToken.None)).Should().ContainKey("k1");
    }

    private static ExchangeDefinition Definition(string title) => new()
    {
        Name = "main",
        Title = title,
        Source = new SourceDefinition { Connection = "dealers", Table = "exchange", Key = ["id"], Tracking = new TrackingDefinition { Kind = TrackingKind.Cursor, Column = "changed" } },
        Destination = new DestinationDefinition { Connection = "portal" },
        Schedule = new ScheduleDefinition { Every = TimeSpan.FromMinutes(10) },
        Flows =
        [
            new FlowDefinition
            {
                Name = "contacts",
                Entity = "contact",
                Key = ["guid"],
                Match = [new MatchRule { Field = "phone" }],
                Condition = new RowCondition { Column = "guid", Is = "notEmpty" },
                Rules =
                [
                    new Rule
                    {
                        Field = "name",
                        Source = new RuleSource { Column = "fio" },
                        Write = WriteWhen.NeverEmpty,
                        Transforms = [new TransformSpec { Kind = "replace", Settings = new Dictionary<string, JsonElement> { ["pattern"] = JsonSerializer.SerializeToElement("\\s+") } }],
                    },
                ],
            },
        ],
        Dictionaries = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["brands"] = new Dictionary<string, string> { ["ВАЗ"] = "LADA" } },
    };
}
