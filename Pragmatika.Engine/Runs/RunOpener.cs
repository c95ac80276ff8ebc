using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing.Offline;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Paused;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Questions;

namespace Pragmatika.Engine.Runs;

/// <summary>Opens both sides of an exchange and binds its definition to what they really have: columns, entities, fields.</summary>
internal sealed class RunOpener(
    IConnectionCatalog connections,
    ISqlConnectorFactory sql,
    IBitrixPortalFactory portals,
    IDefinitionCompiler compiler,
    IDefinitionValidator validator,
    IEngineStore store,
    IPlannedChanges planned,
    IFuseHistory fuses,
    HeardReaders heard,
    IQuestionStore questions,
    PausedRecords paused,
    IMendedLetters mended,
    IRowKeys rows,
    RunMemory memory,
    OwnMark mark,
    FileFetcher files,
    TimeProvider time)
{
    public RunMemory Memory => memory;

    public async Task<ISqlConnector> OpenSourceAsync(ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(definition.Source.Connection, cancellationToken);
        var engine = secret.Kind switch
        {
            ConnectionKind.Sqlite => SqlEngine.Sqlite,
            ConnectionKind.PostgreSql => SqlEngine.PostgreSql,
            ConnectionKind.SqlServer => SqlEngine.SqlServer,
            _ => throw new RunRefusedException(RunTexts.NotADatabase.With(secret.Name), []),
        };
        return sql.Create(engine, secret.Secret, definition.Formats);
    }

    public async Task<IBitrixPortal> OpenPortalAsync(ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(definition.Destination.Connection, cancellationToken);
        return secret.Kind is ConnectionKind.BitrixWebhook or ConnectionKind.BitrixApplication
            ? portals.Create(secret)
            : throw new RunRefusedException(RunTexts.NotAPortal.With(secret.Name), []);
    }

    /// <summary>Marks the writes of a run as ours, where the portal's offline queue is read.</summary>
    public async Task MarkOwnAsync(IBitrixPortal portal, ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        await mark.PutAsync(portal, await SecretAsync(definition.Destination.Connection, cancellationToken), cancellationToken);
    }

    /// <summary>Reads the table and the entities, checks the definition against them, compiles it. Throws <see cref="RunRefusedException"/> with every mistake.</summary>
    public async Task<RunContext> BindAsync(
        ExchangeDefinition definition, RunRequest request, ISqlConnector source, IBitrixPortal portal, RunRecord run, LeaseGrant lease, CancellationToken cancellationToken)
    {
        portal.ForgetEntities(); // fields may have changed since the last run
        var table = await source.DescribeAsync(definition.Source.Table, cancellationToken);
        var found = new List<CrmEntity?>();
        foreach (var flow in definition.Flows)
        {
            found.Add(await EntityAsync(portal, flow.Entity, cancellationToken));
        }

        var problems = validator.Validate(definition, new ValidationContext(table, found));
        if (problems.Count > 0)
        {
            throw new RunRefusedException(RunTexts.DefinitionDoesNotFit.With(), problems);
        }

        var entities = found.OfType<CrmEntity>().ToList(); // validation has refused a missing one
        if (!request.DryRun)
        {
            await heard.BeginAsync(portal, definition, entities, cancellationToken);
        }

        var shape = new RowShape(SourceReading.Columns(definition));
        var targets = compiler.Compile(definition, shape).Select((mapper, index) => Target(definition, mapper, index, entities)).ToList();
        return new RunContext
        {
            Definition = definition,
            Request = request,
            Source = source,
            Portal = portal,
            Store = store,
            Planned = planned,
            Fuse = new FuseGauge(definition, request, fuses),
            Targets = targets,
            Links = new LinkView(store, definition.Name),
            Fingerprints = new RowFingerprinter(DefinitionHash.Of(definition), [.. DefinitionColumns.Of(definition).Select(shape.OrdinalOf)], FilesOf(definition, shape)),
            Shape = shape,
            Table = table,
            SourceMoments = Moments(definition, source.Engine, table),
            Heard = heard,
            Desk = new QuestionDesk(await questions.StandingAsync(definition.Name, cancellationToken), request.Answers),
            Paused = await paused.OpenAsync(definition, request.DryRun, cancellationToken),
            Mended = new MendedValues(await mended.MendedAsync(definition.Name, cancellationToken)),
            Rows = rows,
            Files = files,
            Time = time,
            RunId = run.Id,
            Lease = lease,
        };
    }

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

    private static FlowTarget Target(ExchangeDefinition definition, IFlowMapper mapper, int index, IReadOnlyList<CrmEntity> entities)
    {
        var shared = entities.Count(entity => entity.EntityTypeId == entities[index].EntityTypeId) > 1;
        return new FlowTarget(index, mapper, entities[index], definition.Destination.Originator, shared ? mapper.Flow + ":" : string.Empty);
    }

    /// <summary>Null when the portal has no such entity.</summary>
    public static async Task<CrmEntity?> EntityAsync(IBitrixPortal portal, string entity, CancellationToken cancellationToken)
    {
        try
        {
            return await portal.EntityAsync(entity, cancellationToken);
        }
        catch (BitrixException exception) when (exception.Kind is FailureKind.NotFound)
        {
            return null;
        }
    }

    private async Task<ConnectionSecret> SecretAsync(string name, CancellationToken cancellationToken) =>
        await connections.OpenAsync(name, cancellationToken)
        ?? throw new RunRefusedException(RunTexts.NoConnection.With(name), []);
}
