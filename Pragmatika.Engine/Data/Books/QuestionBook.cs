using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Engine.Data.Books;

/// <inheritdoc cref="IQuestionStore"/>
internal sealed class QuestionBook(IDbContextFactory<EngineDbContext> contexts, ISignals signals, TimeProvider time) : IQuestionStore
{
    public Task<IReadOnlyList<Question>> PageAsync(QuestionFilter filter, int skip, int count, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<Question>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var matching = Matching(context, filter).AsNoTracking();
        var ordered = filter.State == QuestionState.Open
            ? matching.OrderBy(row => row.OpenedAt).ThenBy(row => row.Id)
            : matching.OrderByDescending(row => row.ClosedAt).ThenByDescending(row => row.Id);
        return (await ordered.Skip(skip).Take(count).ToListAsync(cancellationToken)).ConvertAll(ToQuestion);
    });

    public Task<Question?> FindAsync(long id, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        return await context.Questions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ToQuestion(row) : null;
    });

    public Task<IReadOnlyList<QuestionCount>> CountsAsync(CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<QuestionCount>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var counts = await context.Questions.Where(row => row.State == QuestionState.Open)
            .GroupBy(row => new { row.Exchange, row.Flow, row.Kind })
            .Select(group => new { group.Key.Exchange, group.Key.Flow, group.Key.Kind, Count = group.LongCount() })
            .ToListAsync(cancellationToken);
        return counts.ConvertAll(count => new QuestionCount(count.Exchange, count.Flow, count.Kind, count.Count));
    });

    public Task<IReadOnlyList<Question>> StandingAsync(string exchange, CancellationToken cancellationToken) => StoreErrors.GuardAsync<IReadOnlyList<Question>>(async () =>
    {
        await using var context = contexts.CreateDbContext();
        var rows = await context.Questions.AsNoTracking()
            .Where(row => row.Exchange == exchange && (row.State == QuestionState.Open || row.Answer == AnswerSide.Keep))
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(ToQuestion);
    });

    public Task<bool> EndAsync(long id, int revision, AnswerSide answer, string by, CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        var now = (DateTimeOffset?)time.GetUtcNow();
        await using var context = contexts.CreateDbContext();
        var ended = await context.Questions.Where(row => row.Id == id && row.Revision == revision && row.State == QuestionState.Open).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, QuestionState.Answered)
                .SetProperty(row => row.ClosedAt, now)
                .SetProperty(row => row.ClosedBy, by)
                .SetProperty(row => row.Answer, (AnswerSide?)answer),
            cancellationToken) > 0;
        if (ended)
        {
            signals.Tell(new Signal(Happening.QuestionsChanged, string.Empty));
        }

        return ended;
    });

    private static IQueryable<QuestionRow> Matching(EngineDbContext context, QuestionFilter filter)
    {
        var rows = Searched(context, filter.Text);
        if (filter.State is { } state)
        {
            rows = rows.Where(row => row.State == state);
        }

        if (filter.Exchange is { } exchange)
        {
            rows = rows.Where(row => row.Exchange == exchange);
        }

        if (filter.Flow is { } flow)
        {
            rows = rows.Where(row => row.Flow == flow);
        }

        if (filter.Kinds.Count > 0)
        {
            var kinds = filter.Kinds.ToList();
            rows = rows.Where(row => kinds.Contains(row.Kind));
        }

        return rows;
    }

    private static IQueryable<QuestionRow> Searched(EngineDbContext context, string? sought)
    {
        if (string.IsNullOrWhiteSpace(sought))
        {
            return context.Questions;
        }

        var text = sought.Trim();
        if (context is SqliteEngineDbContext)
        {
            return context.Questions.FromSql(
                $"SELECT * FROM questions WHERE contains_text(source_key, {text}) OR contains_text(title, {text}) OR contains_text(field, {text}) OR contains_text(sql_value, {text}) OR contains_text(crm_value, {text})");
        }

        var pattern = SearchPattern.Containing(text);
        return context is PostgreSqlEngineDbContext
            ? context.Questions.Where(row => EF.Functions.ILike(row.Key, pattern, @"\") || EF.Functions.ILike(row.Title, pattern, @"\") || EF.Functions.ILike(row.Field, pattern, @"\")
                || (row.SqlValue != null && EF.Functions.ILike(row.SqlValue, pattern, @"\")) || (row.CrmValue != null && EF.Functions.ILike(row.CrmValue, pattern, @"\")))
            : context.Questions.Where(row => EF.Functions.Like(row.Key, pattern, @"\") || EF.Functions.Like(row.Title, pattern, @"\") || EF.Functions.Like(row.Field, pattern, @"\")
                || (row.SqlValue != null && EF.Functions.Like(row.SqlValue, pattern, @"\")) || (row.CrmValue != null && EF.Functions.Like(row.CrmValue, pattern, @"\")));
    }

    private static Question ToQuestion(QuestionRow row) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Exchange = row.Exchange,
        Flow = row.Flow,
        Key = row.Key,
        Field = row.Field,
        RowKey = row.RowKey,
        CrmId = row.CrmId,
        Title = row.Title,
        SqlValue = row.SqlValue,
        CrmValue = row.CrmValue,
        AgreedValue = row.AgreedValue,
        SqlAt = row.SqlAt,
        CrmAt = row.CrmAt,
        CrmBy = row.CrmBy,
        Candidates = row.Candidates.Length == 0 ? [] : Array.ConvertAll(row.Candidates.Split(','), id => long.Parse(id, CultureInfo.InvariantCulture)),
        OpenedAt = row.OpenedAt,
        Revision = row.Revision,
        State = row.State,
        ClosedAt = row.ClosedAt,
        ClosedBy = row.ClosedBy,
        Answer = row.Answer,
    };
}
