using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Data.Books;

/// <summary>The named queries of comparisons.</summary>
internal static class CompareQueries
{
    public static IQueryable<CompareFindingRow> Matching(this EngineDbContext context, FindingFilter filter)
    {
        var rows = string.IsNullOrWhiteSpace(filter.Text) ? context.CompareFindings : context.WithText(filter.Text.Trim());
        if (filter.Kind is { } kind)
        {
            rows = rows.Where(row => row.Kind == (byte)kind);
        }

        if (filter.Flow is { } flow)
        {
            rows = rows.Where(row => row.Flow == flow);
        }

        if (filter.Field is { } field)
        {
            // As a name stands in the JSON; a value cannot look like it: its quotes are escaped.
            var name = JsonSerializer.Serialize(field, MappingJson.Options) + ":";
            rows = rows.Where(row => row.Fields.Contains(name));
        }

        return rows;
    }

    /// <summary>Text in the key or the values, or an equal CRM id; without case in any alphabet.</summary>
    private static IQueryable<CompareFindingRow> WithText(this EngineDbContext context, string text)
    {
        var id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (context is SqliteEngineDbContext)
        {
            // SQLite folds case for Latin letters only; the function is ours.
            return context.CompareFindings.FromSql($"SELECT * FROM compare_findings WHERE crm_id = {id} OR contains_text(source_key, {text}) OR contains_text(fields, {text})");
        }

        var pattern = SearchPattern.Containing(text);
        return context is PostgreSqlEngineDbContext
            ? context.CompareFindings.Where(row => row.CrmId == id || EF.Functions.ILike(row.Key, pattern, @"\") || EF.Functions.ILike(row.Fields, pattern, @"\"))
            : context.CompareFindings.Where(row => row.CrmId == id || EF.Functions.Like(row.Key, pattern, @"\") || EF.Functions.Like(row.Fields, pattern, @"\"));
    }
}
