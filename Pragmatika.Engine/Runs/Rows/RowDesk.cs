using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Rows;

/// <inheritdoc cref="IRowDesk"/>
internal sealed class RowDesk(IExchangeCatalog exchanges, Sides sides, IDefinitionCompiler compiler, IEngineStore store, IJournalWriter journal, TimeProvider time) : IRowDesk
{
    private static readonly Message Written = new("{0} записал(а) в таблицу исправленное значение: {1}", "{0} wrote a mended value to the table: {1}");

    public async Task<RowLook?> LookAsync(string exchange, string rowKey, CancellationToken cancellationToken)
    {
        if (await exchanges.FindAsync(exchange, cancellationToken) is not { Definition: var definition } || await ReadAsync(definition, rowKey, cancellationToken) is not { } row)
        {
            return null;
        }

        var records = new List<RowRecord>();
        foreach (var mapper in compiler.Compile(definition, row.Shape))
        {
            if (mapper.Map(row) is MapResult.Mapped mapped)
            {
                var links = await store.LinksAsync(exchange, mapper.Flow, [mapped.Key], cancellationToken);
                records.Add(new RowRecord(mapper.Flow, mapped.Key, RecordTitle.Of(mapper.Fields, mapped.Values), links.GetValueOrDefault(mapped.Key)?.CrmId, Texts(mapper.Fields, mapped.Values)));
            }
        }

        return new RowLook(Cells(row), records);
    }

    public async Task<IReadOnlyDictionary<string, string>> TitlesAsync(string exchange, IReadOnlyCollection<string> rowKeys, CancellationToken cancellationToken)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        if (rowKeys.Count == 0 || await exchanges.FindAsync(exchange, cancellationToken) is not { Definition: var definition })
        {
            return titles;
        }

        IReadOnlyList<IFlowMapper>? mappers = null;
        await foreach (var row in RowsAsync(definition, [.. rowKeys], cancellationToken))
        {
            mappers ??= compiler.Compile(definition, row.Shape);
            var named = mappers.Select(mapper => mapper.Map(row) is MapResult.Mapped mapped ? RecordTitle.Of(mapper.Fields, mapped.Values) : string.Empty).Where(title => title.Length > 0).Distinct().ToList();
            if (named.Count > 0)
            {
                titles[row.Key] = string.Join(" · ", named);
            }
        }

        return titles;
    }

    public async Task<IReadOnlyList<CandidateLook>> CandidatesAsync(string exchange, string flow, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (await exchanges.FindAsync(exchange, cancellationToken) is not { Definition: var definition } || definition.Flows.FirstOrDefault(known => known.Name == flow) is not { } wanted)
        {
            return [];
        }

        var portal = await sides.OpenPortalAsync(definition, cancellationToken);
        var entity = await portal.EntityAsync(wanted.Entity, cancellationToken);
        var found = (await portal.GetManyAsync(entity, ids, cancellationToken)).ToDictionary(item => item.Id);
        string[] fields = [.. wanted.Rules.Where(rule => rule.Kind == RuleKind.Field).Select(rule => rule.Field).Distinct(StringComparer.Ordinal)];
        return [.. ids.Where(found.ContainsKey).Select(id => Look(found[id], fields))];
    }

    public async Task<IReadOnlyDictionary<string, string>> WritableAsync(long letter, CancellationToken cancellationToken) =>
        await TargetAsync(letter, cancellationToken) is { } target ? target.Columns : new Dictionary<string, string>();

    public async Task<bool> WriteAsync(long letter, IReadOnlyDictionary<string, string?> values, string byWhom, CancellationToken cancellationToken)
    {
        if (values.Count == 0 || await TargetAsync(letter, cancellationToken) is not { } target || !values.Keys.All(target.Columns.ContainsKey))
        {
            return false;
        }

        string[] columns = [.. values.Keys.Select(field => target.Columns[field])];
        var change = new RowChange(columns, [.. values.Values], [(target.Row.Key, [.. columns.Select(column => target.Row[column])])]);
        var source = target.Definition.Source;
        var connector = await sides.OpenSourceAsync(target.Definition, cancellationToken);
        var passed = await connector.ChangeAsync(new RowChanges { Table = source.Table, Key = source.Key, Changes = [change] }, cancellationToken);
        if (passed.Count > 0)
        {
            return false;
        }

        await journal.AppendAsync([Entry(target.Letter, Written.With(byWhom, string.Join(", ", columns)))], cancellationToken);
        return true;
    }

    /// <summary>The row of a letter with the columns that may be mended; null when there is none.</summary>
    private async Task<MendTarget?> TargetAsync(long id, CancellationToken cancellationToken)
    {
        if (await store.DeadLetterAsync(id, cancellationToken) is not { Code: "MAPPING" } letter || await exchanges.FindAsync(letter.Exchange, cancellationToken) is not { Definition: var definition })
        {
            return null;
        }

        var bad = LetterPayload.Read(letter.Payload);
        var rules = definition.Flows.FirstOrDefault(flow => flow.Name == letter.Flow)?.Rules.Where(rule => rule is { Direction: Direction.Both, Source.Column: not null } && bad.ContainsKey(rule.Field)).ToList();
        if (rules is not { Count: > 0 } || await ReadAsync(definition, letter.RowKey, cancellationToken) is not { } row)
        {
            return null;
        }

        var connector = await sides.OpenSourceAsync(definition, cancellationToken);
        var table = new TableColumns(SqlDialects.Of(connector.Engine), await connector.DescribeAsync(definition.Source.Table, cancellationToken));
        var columns = rules
            .Where(rule => table.Find(rule.Source.Column!).Kind == ColumnKind.Text && Text(row[rule.Source.Column!]) == (bad[rule.Field] ?? string.Empty))
            .ToDictionary(rule => rule.Field, rule => rule.Source.Column!, StringComparer.Ordinal);
        return columns.Count == 0 ? null : new MendTarget(letter, definition, row, columns);
    }

    private async Task<SourceRow?> ReadAsync(ExchangeDefinition definition, string rowKey, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(definition, [rowKey], cancellationToken))
        {
            return row;
        }

        return null;
    }

    /// <summary>Whole rows, with the columns that no rule reads.</summary>
    private async IAsyncEnumerable<SourceRow> RowsAsync(
        ExchangeDefinition definition, IReadOnlyList<string> keys, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connector = await sides.OpenSourceAsync(definition, cancellationToken);
        var read = new SqlRead { Table = definition.Source.Table, Key = definition.Source.Key, OnlyKeys = keys };
        await foreach (var page in connector.ReadAsync(read, cancellationToken))
        {
            foreach (var row in page.Rows)
            {
                yield return row;
            }
        }
    }

    private JournalEntry Entry(DeadLetter letter, string text) => new()
    {
        At = time.GetUtcNow(),
        Level = JournalLevel.Info,
        Kind = JournalKind.Record,
        Exchange = letter.Exchange,
        RunId = letter.RunId,
        Flow = letter.Flow,
        Key = letter.Key,
        Text = text,
    };

    private static CandidateLook Look(CrmItem item, string[] fields)
    {
        var values = Array.ConvertAll(fields, field => item.Values.GetValueOrDefault(field));
        return new CandidateLook(item.Id, RecordTitle.Of(fields, values), Texts(fields, values), item.UpdatedTime);
    }

    private static Dictionary<string, string> Texts(IReadOnlyList<string> fields, Value[] values)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < values.Length; index++)
        {
            if (!values[index].IsNone)
            {
                texts[fields[index]] = values[index].ToString();
            }
        }

        return texts;
    }

    private static List<RowCell> Cells(SourceRow row) =>
        [.. row.Shape.Columns.Select(column => new RowCell(column, Text(row[column]))).Where(cell => cell.Text.Length > 0)];

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };

    private sealed record MendTarget(DeadLetter Letter, ExchangeDefinition Definition, SourceRow Row, IReadOnlyDictionary<string, string> Columns);
}
