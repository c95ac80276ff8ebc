using System.Globalization;

namespace Pragmatika.Portal.Parts;

/// <summary>Where the card of a record lies in Bitrix24. Pure: asks nobody whether it is there.</summary>
public static class CrmAddress
{
    private const string SmartProcess = "type:";

    /// <summary>Null for a kind without cards, a number that is none, or no portal. Of <paramref name="portal"/> only scheme, host and port are used: its path may hold a secret.</summary>
    public static Uri? Of(Uri? portal, string entity, string id)
    {
        if (portal is not { IsAbsoluteUri: true, Scheme: "http" or "https" } || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var kind = entity.ToLowerInvariant();
        var path = kind switch
        {
            "contact" or "company" or "lead" or "deal" => $"/crm/{kind}/details/{number}/",
            "quote" => $"/crm/type/7/details/{number}/",
            "smartinvoice" => $"/crm/type/31/details/{number}/",
            _ when kind.StartsWith(SmartProcess, StringComparison.Ordinal) && int.TryParse(kind[SmartProcess.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var type)
                => $"/crm/type/{type}/details/{number}/",
            _ => null,
        };
        return path is null ? null : new Uri(new Uri(portal.GetLeftPart(UriPartial.Authority)), path);
    }
}
