using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Letters;
using Pragmatika.Engine.Runs.Paused;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Engine.Runs.Questions;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>Everything one run works with, opened once.</summary>
internal sealed record RunContext
{
    public required ExchangeDefinition Definition { get; init; }

    public required RunRequest Request { get; init; }

    public required ISqlConnector Source { get; init; }

    public required IBitrixPortal Portal { get; init; }

    public required IEngineStore Store { get; init; }

    /// <summary>Where a dry run leaves what it would have done.</summary>
    public required IPlannedChanges Planned { get; init; }

    public required FuseGauge Fuse { get; init; }

    public required IReadOnlyList<FlowTarget> Targets { get; init; }

    public required LinkView Links { get; init; }

    public required RowFingerprinter Fingerprints { get; init; }

    /// <summary>The columns the run selects, in order.</summary>
    public required RowShape Shape { get; init; }

    /// <summary>The source table as the database describes it.</summary>
    public required SqlTable Table { get; init; }

    /// <summary>What people put in place of bad values of single rows.</summary>
    public MendedValues Mended { get; init; } = MendedValues.None;

    public required SourceMoments SourceMoments { get; init; }

    public required HeardReaders Heard { get; init; }

    /// <summary>What waits for people, and what they answered.</summary>
    public required QuestionDesk Desk { get; init; }

    public required PausedDesk Paused { get; init; }

    public required IRowKeys Rows { get; init; }

    public required FileFetcher Files { get; init; }

    /// <summary>Notes every row that is read; null when nobody asks which rows went.</summary>
    public SeenRows? Seen { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>What the run may send, for <see cref="RunMode.Exactly"/>; null: whatever it plans.</summary>
    public Exactly.ExactPlan? Exactly { get; init; }

    /// <summary>Records to compare with what the CRM holds now, not with what was agreed on; null outside of repairs.</summary>
    public IReadOnlySet<(string Flow, string Key)>? Repairs { get; init; }

    public required Guid RunId { get; init; }

    public required LeaseGrant Lease { get; init; }

    public string Exchange => Definition.Name;

    public RunLimits Limits => Definition.Limits;

    /// <summary>The time of day where the source is.</summary>
    public DateTime LocalNow => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(Definition.Formats.TimeZone)).DateTime;

    public FlowTarget Target(string flow) => Targets.First(target => target.Name == flow);
}
