using System.Text;

namespace Pragmatika.Sandbox.Store;

/// <summary>Old names to new ones (reference 5.3).</summary>
public static class FieldNames
{
    /// <summary>Exceptions to snake → camel shared by all kinds of record.</summary>
    public static readonly Dictionary<string, string> Common = new(StringComparer.Ordinal)
    {
        ["DATE_CREATE"] = "createdTime",
        ["DATE_MODIFY"] = "updatedTime",
        ["CREATED_BY_ID"] = "createdBy",
        ["MODIFY_BY_ID"] = "updatedBy",
        ["MOVED_BY_ID"] = "movedBy",
        ["STATUS_SEMANTIC_ID"] = "stageSemanticId",
        ["COMPANY_TYPE"] = "typeId",
        ["FM"] = "fm",
    };

    public static readonly Dictionary<string, string> Lead = new(Common) { ["STATUS_ID"] = "stageId" };

    public static readonly Dictionary<string, string> Company = new(Common) { ["CONTACT_ID"] = "contactIds" };

    public static string SnakeToCamel(string name)
    {
        var camel = new StringBuilder(name.Length);
        foreach (var part in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            camel.Append(camel.Length == 0 ? char.ToLowerInvariant(part[0]) : part[0]).Append(part[1..].ToLowerInvariant());
        }

        return camel.ToString();
    }

    /// <summary>UF_CRM_163 → ufCrm_163, UF_CRM_2_163 → ufCrm2_163: the smart process number is glued, the tail is kept.</summary>
    public static string UserFieldToItem(string name)
    {
        if (!name.StartsWith("UF_CRM_", StringComparison.Ordinal))
        {
            return SnakeToCamel(name);
        }

        var tail = name["UF_CRM_".Length..];
        var number = 0;
        while (number < tail.Length && char.IsAsciiDigit(tail[number]))
        {
            number++;
        }

        var isProcess = number is > 0 and < 7 && number < tail.Length && tail[number] == '_';
        return isProcess ? "ufCrm" + tail : "ufCrm_" + tail;
    }
}
