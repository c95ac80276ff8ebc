using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Execution;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Edits;

/// <inheritdoc cref="IEditReview"/>
internal sealed class EditReview(IExchangeCatalog catalog, IEngineStore store, IDefinitionCompiler compiler, IDefinitionValidator validator, Sides sides) : IEditReview
{
    private static readonly Message NoSeed = new(
        "Правило ↔ для «{0}» новое, а в потоке уже есть связанные записи: не сказано, чьи значения взять первыми", "Rule ↔ of '{0}' is new, and the flow has linked records: it is not said whose values come first");

    private static readonly Message NoSeedRemedy = new("Укажите seed: sql или crm", "Set seed: sql or crm");

    public async Task<IReadOnlyList<DefinitionProblem>> CheckAsync(ExchangeDefinition edited, CancellationToken cancellationToken) =>
        [.. (await SeedsAsync(edited, cancellationToken)).Select(seed => new DefinitionProblem($"flows[{seed.FlowIndex}].rules[{seed.RuleIndex}].seed", NoSeed.With(seed.Field), NoSeedRemedy.With()))];

    public async Task<IReadOnlyList<SeedQuestion>> SeedsAsync(ExchangeDefinition edited, CancellationToken cancellationToken)
    {
        var seeds = new List<SeedQuestion>();
        var stored = (await catalog.FindAsync(edited.Name, cancellationToken))?.Definition;
        for (var index = 0; stored is not null && index < edited.Flows.Count; index++)
        {
            var flow = edited.Flows[index];
            var before = stored.Flows.FirstOrDefault(one => one.Name == flow.Name);
            if (before is null || await store.HighestCrmIdAsync(edited.Name, flow.Name, cancellationToken) == 0)
            {
                continue;
            }

            for (var at = 0; at < flow.Rules.Count; at++)
            {
                if (flow.Rules[at] is { Direction: Direction.Both, Seed: null } rule && before.Rules.All(one => one.Field != rule.Field || one.Direction != Direction.Both))
                {
                    seeds.Add(new SeedQuestion(index, at, flow.Name, rule.Field));
                }
            }
        }

        return seeds;
    }

    public async Task<EditFit> FitAsync(ExchangeDefinition edited, CancellationToken cancellationToken)
    {
        try
        {
            var table = await (await sides.OpenSourceAsync(edited, cancellationToken)).DescribeAsync(edited.Source.Table, cancellationToken);
            var portal = await sides.OpenPortalAsync(edited, cancellationToken);
            var entities = new List<CrmEntity?>();
            foreach (var flow in edited.Flows)
            {
                entities.Add(await DefinitionBinder.EntityAsync(portal, flow.Entity, cancellationToken));
            }

            return new EditFit(validator.Validate(edited, new ValidationContext(table, entities)));
        }
        catch (Exception exception) when (exception is RunRefusedException or SqlSideException or BitrixException)
        {
            return new EditFit(validator.Validate(edited), RunFailures.Describe(exception));
        }
    }

    public async Task<IReadOnlyList<FlowEdit>> CountAsync(ExchangeDefinition edited, CancellationToken cancellationToken)
    {
        var stored = (await catalog.FindAsync(edited.Name, cancellationToken))?.Definition;
        var changed = edited.Flows.Where(flow => stored?.Flows.FirstOrDefault(one => one.Name == flow.Name) is not { } before || Text(stored.Source) != Text(edited.Source) || Differs(before, flow)).Select(flow => flow.Name).ToHashSet(StringComparer.Ordinal);
        if (changed.Count == 0)
        {
            return [];
        }

        var shape = new RowShape([.. Columns(edited).Concat(stored is null ? [] : Columns(stored)).Distinct(StringComparer.OrdinalIgnoreCase)]);
        var now = compiler.Compile(edited, shape).Where(mapper => changed.Contains(mapper.Flow)).ToList();
        var before = stored is null ? [] : compiler.Compile(stored, shape).ToDictionary(mapper => mapper.Flow, StringComparer.Ordinal);
        var counts = now.ConvertAll(mapper => new Counting(mapper, before.GetValueOrDefault(mapper.Flow)));
        await ReadAsync(edited, shape, counts, cancellationToken);
        return counts.ConvertAll(count => count.Result());
    }

    private static IReadOnlyList<string> Columns(ExchangeDefinition definition) => SelectedColumns.Of(definition);

    private static bool Differs(FlowDefinition before, FlowDefinition flow) =>
        Text(before.Condition) != Text(flow.Condition) || !before.Key.SequenceEqual(flow.Key) || Text(before.KeyTransforms) != Text(flow.KeyTransforms);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, MappingJson.Options);

    private async Task ReadAsync(ExchangeDefinition definition, RowShape shape, List<Counting> counts, CancellationToken cancellationToken)
    {
        var source = await sides.OpenSourceAsync(definition, cancellationToken);
        var read = new SqlRead { Table = definition.Source.Table, Key = definition.Source.Key, Columns = shape.Columns };
        await foreach (var page in source.ReadAsync(read, cancellationToken))
        {
            foreach (var row in page.Rows)
            {
                counts.ForEach(count => count.Add(row));
            }
        }
    }

    /// <summary>The keys one flow makes of the rows, by either version.</summary>
    private sealed class Counting(IFlowMapper after, IFlowMapper? before)
    {
        private readonly HashSet<KeyHash> _before = [];
        private readonly HashSet<KeyHash> _after = [];

        public void Add(SourceRow row)
        {
            Add(before, row, _before);
            Add(after, row, _after);
        }

        public FlowEdit Result() => new(after.Flow, _before.Count, _after.Count, _after.Count(key => !_before.Contains(key)), _before.Count(key => !_after.Contains(key)));

        private static void Add(IFlowMapper? mapper, SourceRow row, HashSet<KeyHash> keys)
        {
            var key = mapper?.Map(row) switch
            {
                MapResult.Mapped mapped => mapped.Key,
                MapResult.Reject reject => reject.Key,
                _ => null,
            };
            if (key is not null)
            {
                keys.Add(KeyHash.Of(key));
            }
        }
    }
}
