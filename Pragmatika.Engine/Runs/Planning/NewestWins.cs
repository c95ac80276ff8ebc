using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>
/// Several keys of a batch may be one CRM record (a person met under two GUIDs). Only the newest of their rows says what it should be: the others link to it and
/// write nothing, so that no older value is written over a newer one and no two lanes write one record. A create is kept: somebody must make the record. Pure.
/// </summary>
internal static class NewestWins
{
    public static void Apply(IEnumerable<RecordWork> records)
    {
        foreach (var same in records.Where(record => record.Cause is null).GroupBy(Identity).Where(group => group.Skip(1).Any()))
        {
            var newest = same.MaxBy(record => record.Order);
            foreach (var older in same.Where(record => record != newest && record.Change is { IsCreate: false }))
            {
                older.Agreed = older.Change!.Before;
                older.Change = null;
                older.Outcome = Outcome.Skipped;
            }
        }
    }

    private static object Identity(RecordWork record) => record.Principal is { } principal ? principal : record.CrmId is { } id ? id : record;
}
