using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Fuses;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>Puts together everything one run works with.</summary>
internal sealed class RunOpener(DefinitionBinder binder, RunBooks books, PeopleSaid people, HeardReaders heard, FileFetcher files, TimeProvider time)
{
    /// <summary>Binds the definition to what both sides really have. Throws <see cref="RunRefusedException"/> with every mistake.</summary>
    public async Task<RunContext> BindAsync(
        ExchangeDefinition definition, RunRequest request, ISqlConnector source, IBitrixPortal portal, RunRecord run, LeaseGrant lease, CancellationToken cancellationToken)
    {
        var bound = await binder.BindAsync(definition, source, portal, cancellationToken);
        if (!request.DryRun)
        {
            await heard.BeginAsync(portal, definition, bound.Entities, cancellationToken);
        }

        var said = await people.OpenAsync(definition, request, cancellationToken);
        return new RunContext
        {
            Definition = definition,
            Request = request,
            Source = source,
            Portal = portal,
            Store = books.Store,
            Planned = books.Planned,
            Fuse = new FuseGauge(definition, request, books.Fuses),
            Targets = bound.Targets,
            Links = new LinkView(books.Store, definition.Name),
            Fingerprints = Fingerprints(definition, bound.Shape),
            Shape = bound.Shape,
            Table = bound.Table,
            SourceMoments = Moments(definition, source.Engine, bound.Table),
            Heard = heard,
            Desk = said.Desk,
            Paused = said.Paused,
            Mended = said.Mended,
            Rows = books.Rows,
            Files = files,
            Time = time,
            RunId = run.Id,
            Lease = lease,
        };
    }

    private static RowFingerprinter Fingerprints(ExchangeDefinition definition, RowShape shape) =>
        new(DefinitionHash.Of(definition), [.. DefinitionColumns.Of(definition).Select(shape.OrdinalOf)], FilesOf(definition, shape));

    /// <summary>Columns that hold paths as they are: the files' own changes count as changes of the row.</summary>
    private static (int, FileSettings)[] FilesOf(ExchangeDefinition definition, RowShape shape) =>
    [
        .. definition.Flows.SelectMany(flow => flow.Rules)
            .Where(rule => rule is { Kind: RuleKind.File, File: { Holds: FileHolds.Address, Folder: not null }, Source.Column: not null, Transforms.Count: 0 })
            .Select(rule => (shape.OrdinalOf(rule.Source.Column!), rule.File!)),
    ];

    private static SourceMoments Moments(ExchangeDefinition definition, SqlEngine engine, SqlTable table)
    {
        var cursor = definition.Source.Tracking is { Kind: TrackingKind.Cursor, Column: { } column } ? new TableColumns(SqlDialects.Of(engine), table).Find(column) : null;
        return new SourceMoments(cursor, definition.Formats);
    }
}
