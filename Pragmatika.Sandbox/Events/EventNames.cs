using System.Globalization;
using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Events;

/// <summary>Names of the events the portal raises, upper case as on the wire.</summary>
public static class EventNames
{
    public const string OfflineSignal = "ONOFFLINEEVENT";
    public const string MoveToCategory = "ONCRMDEALMOVETOCATEGORY";

    private static readonly string[] Kinds = ["LEAD", "DEAL", "CONTACT", "COMPANY", "ACTIVITY", "DYNAMICITEM"];
    private static readonly string[] Endings = ["ADD", "UPDATE", "DELETE"];

    public static readonly string[] Stock =
    [
        .. Kinds.SelectMany(kind => Endings.Select(ending => "ONCRM" + kind + ending)), MoveToCategory, OfflineSignal, "ONAPPINSTALL", "ONAPPUNINSTALL",
    ];

    /// <summary>Whether a handler can be bound: a stock name, or a smart process's own.</summary>
    public static bool Exists(string name) => Array.IndexOf(Stock, name) >= 0
        || Array.Exists(Endings, ending => name.StartsWith("ONCRMDYNAMICITEM" + ending + "_", StringComparison.Ordinal));

    /// <summary>The names one change goes by: a smart process item has a general and an own one.</summary>
    public static IEnumerable<string> Of(RecordChange change)
    {
        if (change.Kind == ChangeKind.MovedToCategory)
        {
            return [MoveToCategory];
        }

        var ending = change.Kind switch
        {
            ChangeKind.Added => "ADD",
            ChangeKind.Updated => "UPDATE",
            _ => "DELETE",
        };
        return change.EntityTypeId switch
        {
            Portal.Lead => ["ONCRMLEAD" + ending],
            Portal.Deal => ["ONCRMDEAL" + ending],
            Portal.Contact => ["ONCRMCONTACT" + ending],
            Portal.Company => ["ONCRMCOMPANY" + ending],
            RecordChange.Activity => ["ONCRMACTIVITY" + ending],
            _ => ["ONCRMDYNAMICITEM" + ending, string.Create(CultureInfo.InvariantCulture, $"ONCRMDYNAMICITEM{ending}_{change.EntityTypeId}")],
        };
    }

    public static Dictionary<string, string> Fields(RecordChange change)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["ID"] = change.Id.ToString(CultureInfo.InvariantCulture) };
        if (change.EntityTypeId > RecordChange.Activity)
        {
            fields["ENTITY_TYPE_ID"] = change.EntityTypeId.ToString(CultureInfo.InvariantCulture);
        }

        if (change.Kind == ChangeKind.MovedToCategory)
        {
            fields["CATEGORY_ID"] = change.CategoryId.ToString(CultureInfo.InvariantCulture);
            fields["STAGE_ID"] = change.StageId;
        }

        return fields;
    }
}
