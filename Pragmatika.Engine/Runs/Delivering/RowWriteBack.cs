using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Delivering;

/// <summary>Writes CRM ids, stages, status, error and time back to the rows of a delivered batch, before it is committed: a crash between the two repeats it.</summary>
internal sealed class RowWriteBack(RunContext context)
{
    private readonly WriteBackDefinition? _definition = context.Definition.WriteBack;
    private readonly TrackingDefinition _tracking = context.Definition.Source.Tracking;

    public async Task WriteAsync(Batch batch, CancellationToken cancellationToken)
    {
        var columns = Columns();
        if (columns.Count == 0 || batch.Rows.Count == 0)
        {
            return;
        }

        var localTime = context.LocalNow;
        var updates = batch.Rows.Where(row => !row.IsWithheld).Select(row => new RowUpdate(row.Key, Values(batch, row, localTime))).ToList();
        var source = context.Definition.Source;
        var mayCut = new HashSet<string>(_definition?.ErrorColumn is { } error ? [error] : [], StringComparer.OrdinalIgnoreCase);
        var claimed = _tracking is { Kind: TrackingKind.Status, Column: { } column } ? new StatusFilter(column, _tracking.ClaimedStatus) : null;
        await context.Source.WriteBackAsync(source.Table, source.Key, columns, updates, mayCut, claimed, cancellationToken);
    }

    private List<string> Columns()
    {
        var columns = new List<string>();
        columns.AddRange((_definition?.Ids ?? new Dictionary<string, string>()).Values);
        columns.AddRange((_definition?.Stages ?? new Dictionary<string, string>()).Values);
        columns.AddRange(new[] { StatusColumn, _definition?.ErrorColumn, _definition?.TimeColumn }.OfType<string>());
        return columns;
    }

    private string? StatusColumn => _definition?.StatusColumn ?? (_tracking.Kind == TrackingKind.Status ? _tracking.Column : null);

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    private List<object?> Values(Batch batch, RowWork row, DateTime localTime)
    {
        var values = new List<object?>();
        foreach (var flow in (_definition?.Ids ?? new Dictionary<string, string>()).Keys)
        {
            values.Add(RecordOf(batch, row, flow)?.CrmId);
        }

        foreach (var flow in (_definition?.Stages ?? new Dictionary<string, string>()).Keys)
        {
            values.Add(StageOf(batch, row, flow));
        }

        if (StatusColumn is not null)
        {
            values.Add(StatusOf(row));
        }

        if (_definition?.ErrorColumn is not null)
        {
            values.Add(row.Error is { } error ? StoredText.InOneLanguage(error) : null); // the table has one language: that of whoever started the run
        }

        if (_definition?.TimeColumn is not null)
        {
            values.Add(localTime);
        }

        return values;
    }

    private RecordWork? RecordOf(Batch batch, RowWork row, string flow)
    {
        var index = context.Target(flow).Index;
        return row.Mapped[index] is MapResult.Mapped mapped ? batch.Records[index][mapped.Key] : null;
    }

    private string? StageOf(Batch batch, RowWork row, string flow)
    {
        if (RecordOf(batch, row, flow) is not { CrmId: not null, Cause: null } record)
        {
            return null;
        }

        var fields = context.Target(flow).Mapper.Fields;
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index] == "stageId" && record.Agreed.Length > index)
            {
                return record.Agreed[index] is { IsNone: false } stage ? stage.ToString() : null;
            }
        }

        return null;
    }

    private object StatusOf(RowWork row)
    {
        var status = row.Outcomes.Any(outcome => outcome is Outcome.Failed or Outcome.Rejected or Outcome.Conflicted)
            ? _tracking.ErrorStatus
            : row.Outcomes.All(outcome => outcome == Outcome.Skipped) ? _tracking.SkippedStatus : _tracking.DoneStatus;
        return status;
    }
}
