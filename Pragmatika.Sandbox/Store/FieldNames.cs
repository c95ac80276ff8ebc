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

    /// <summary>
    /// UF_CRM_163 → ufCrm_163, UF_CRM_2_163 → ufCrm2_163, UF_CRM_7_VIN_CODE → ufCrm7VinCode: the smart process number is glued, an underscore
    /// stays only before a part that starts with a digit.
    /// </summary>
    public static string UserFieldToItem(string name)
    {
        if (!name.StartsWith("UF_CRM_", StringComparison.Ordinal))
        {
            return SnakeToCamel(name);
        }

        var parts = name["UF_CRM_".Length..].Split('_', StringSplitOptions.RemoveEmptyEntries);
        var isProcess = parts.Length > 1 && parts[0].Length < 7 && parts[0].AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        var camel = new StringBuilder("ufCrm");
        for (var place = 0; place < parts.Length; place++)
        {
            var isGlued = place == 0 && isProcess;
            camel.Append(char.IsAsciiDigit(parts[place][0]) && !isGlued ? "_" : "").Append(parts[place][0]).Append(parts[place][1..].ToLowerInvariant());
        }

        return camel.ToString();
    }
}
