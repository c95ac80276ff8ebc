using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Engine.Data.Books;

/// <summary>The journal's named queries. The scope numbers of the filter are resolved before.</summary>
internal static class JournalQueries
{
    public static IQueryable<JournalRow> Matching(this EngineDbContext context, JournalFilter filter, int? exchangeId)
    {
        var rows = string.IsNullOrWhiteSpace(filter.Text) ? context.Journal : context.WithText(filter.Text.Trim());
        if (exchangeId is { } exchange)
        {
            rows = rows.Where(row => row.ExchangeId == exchange);
        }

        if (filter.RunId is { } run)
        {
            rows = rows.Where(row => row.RunId == run);
        }

        if (filter.MinLevel is { } level and > JournalLevel.Debug)
        {
            // A constant, not a parameter: the planner must see that the index of warnings and errors applies.
            rows = level switch
            {
                JournalLevel.Info => rows.Where(row => row.Level >= 1),
                JournalLevel.Warning => rows.Where(row => row.Level >= 2),
                _ => rows.Where(row => row.Level >= 2 && row.Level >= 3),
            };
        }

        return filter.Kind is { } kind ? rows.Where(row => row.Kind == (byte)kind) : rows;
    }

    /// <summary>Text in the entry, the key or the changes, or an equal CRM id; without case in any alphabet.</summary>
    private static IQueryable<JournalRow> WithText(this EngineDbContext context, string text)
    {
        var id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        if (context is SqliteEngineDbContext)
        {
            // SQLite folds case for Latin letters only; the function is ours.
            return context.Journal.FromSql(
                $"SELECT * FROM journal WHERE crm_id = {id} OR contains_text(text, {text}) OR contains_text(source_key, {text}) OR contains_text(changes, {text})");
        }

        var pattern = SearchPattern.Containing(text);
        return context is PostgreSqlEngineDbContext
            ? context.Journal.Where(row => row.CrmId == id || EF.Functions.ILike(row.Text, pattern, @"\")
                || (row.Key != null && EF.Functions.ILike(row.Key, pattern, @"\")) || (row.Changes != null && EF.Functions.ILike(row.Changes, pattern, @"\")))
            : context.Journal.Where(row => row.CrmId == id || EF.Functions.Like(row.Text, pattern, @"\")
                || (row.Key != null && EF.Functions.Like(row.Key, pattern, @"\")) || (row.Changes != null && EF.Functions.Like(row.Changes, pattern, @"\")));
    }
}
