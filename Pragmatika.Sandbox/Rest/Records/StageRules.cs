using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Pipelines and stages of a record being saved.</summary>
public static class StageRules
{
    /// <summary>Gives a new record its pipeline and first stage, or checks the ones it came with.</summary>
    /// <exception cref="RestException">The pipeline does not exist or the stage is not one of its stages.</exception>
    public static void Settle(Portal portal, EntityTable table, CrmRecord record, CrmRecord? before, WriteMode mode)
    {
        var known = table.Schema.WellKnown;
        if (known.CategoryId >= 0 && table.EntityTypeId is not (Portal.Contact or Portal.Company))
        {
            SettleCategory(portal, table, record, mode);
        }

        if (known.StageId < 0)
        {
            return;
        }

        var entity = Portal.StageEntity(table.EntityTypeId, (int)record[known.CategoryId].Integer);
        var movedToCategory = before is not null && !before[known.CategoryId].Equals(record[known.CategoryId]);
        var stageWasSent = before is null ? !record[known.StageId].IsNone : !before[known.StageId].Equals(record[known.StageId]);
        if (record[known.StageId].IsNone || (movedToCategory && !stageWasSent))
        {
            record[known.StageId] = FieldValue.OfText(portal.Statuses.Of(entity) is [var first, ..] ? first.StatusId : "");
        }
        else if (stageWasSent && portal.Statuses.Find(entity, record[known.StageId].Text) is null)
        {
            throw FieldErrors.Invalid(table.Schema.BySlot(known.StageId), mode.IsClassic);
        }
    }

    private static void SettleCategory(Portal portal, EntityTable table, CrmRecord record, WriteMode mode)
    {
        var slot = table.Schema.WellKnown.CategoryId;
        if (record[slot].IsNone && portal.DefaultCategory(table.EntityTypeId) is { } category)
        {
            record[slot] = FieldValue.OfInteger(category.Id);
        }
        else if (portal.FindCategory(table.EntityTypeId, (int)record[slot].Integer) is null)
        {
            throw FieldErrors.Invalid(table.Schema.BySlot(slot), mode.IsClassic);
        }
    }

    /// <summary>Writes who moved the record and when, and a line of history. Call it after the stage is settled.</summary>
    public static void Remember(Portal portal, EntityTable table, CrmRecord record, CrmRecord? before, int userId)
    {
        var known = table.Schema.WellKnown;
        if (known.StageId < 0 || record[known.StageId].Equals(before?[known.StageId] ?? FieldValue.None))
        {
            return;
        }

        var now = portal.Time.NowSeconds;
        if (before is not null || record[known.MovedTime].IsNone)
        {
            record[known.MovedTime] = FieldValue.OfMoment(now);
            record[known.MovedBy] = FieldValue.OfLink(userId);
        }

        record[known.PreviousStageId] = before?[known.StageId] ?? FieldValue.None;
        var semantics = DerivedValues.Semantics(portal, table, record);
        if (known.DateClosed >= 0)
        {
            record[known.DateClosed] = semantics == "P" ? FieldValue.None : FieldValue.OfMoment(now);
        }

        var movedToCategory = before is not null && !before[known.CategoryId].Equals(record[known.CategoryId]);
        var typeId = before is null ? 1 : movedToCategory ? 5 : semantics == "P" ? 2 : 3;
        portal.StageMoves.Add(new StageMove(
            portal.StageMoves.Count + 1, typeId, table.EntityTypeId, record.Id, now, (int)record[known.CategoryId].Integer, string.Intern(record[known.StageId].Text), semantics[0]));
    }
}
