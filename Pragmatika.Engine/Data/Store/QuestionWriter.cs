using Dapper;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Questions inside a batch's transaction, in plain SQL that all three engines read. The lease is held: no other run asks or ends questions of the exchange.</summary>
internal sealed class QuestionWriter(IHotWrite write, string exchange)
{
    private const string IsOpen = "exchange = @exchange AND flow = @flow AND source_key = @key AND field = @field AND kind = @kind AND state = 0";

    private const string Refresh =
        $"""
        UPDATE questions SET row_key = @rowKey, crm_id = @crmId, title = @title, sql_value = @sqlValue, crm_value = @crmValue, agreed_value = @agreedValue,
            sql_at = @sqlAt, crm_at = @crmAt, crm_by = @crmBy, candidates = @candidates, revision = revision + 1
        WHERE {IsOpen}
        """;

    private const string Insert =
        """
        INSERT INTO questions (kind, exchange, flow, source_key, field, row_key, crm_id, title, sql_value, crm_value, agreed_value, sql_at, crm_at, crm_by, candidates, opened_at, revision, state)
        VALUES (@kind, @exchange, @flow, @key, @field, @rowKey, @crmId, @title, @sqlValue, @crmValue, @agreedValue, @sqlAt, @crmAt, @crmBy, @candidates, @openedAt, 1, 0)
        """;

    // "Keep" outlives its question until the record comes back.
    private const string End =
        $"""
        UPDATE questions SET state = @state, closed_at = @at, closed_by = @by, answer = @answer, crm_id = COALESCE(@crmId, crm_id), agreed_value = COALESCE(@said, agreed_value)
        WHERE exchange = @exchange AND flow = @flow AND source_key = @key AND field = @field AND kind = @kind AND (state = 0 OR answer = @keep)
        """;

    /// <summary>Opens questions; one that is open already shows the new values under a new revision.</summary>
    public async Task AskAsync(IReadOnlyList<Question> questions, CancellationToken cancellationToken)
    {
        foreach (var question in questions)
        {
            var values = Values(question);
            if (await ExecuteAsync(Refresh, values, cancellationToken) == 0)
            {
                await ExecuteAsync(Insert, values, cancellationToken);
            }
        }
    }

    public async Task EndAsync(IReadOnlyList<QuestionEnd> ends, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var end in ends)
        {
            var values = new DynamicParameters();
            AddName(values, end.Name);
            values.Add("state", (int)end.State);
            values.Add("at", at.UtcTicks);
            values.Add("by", end.By);
            values.Add("answer", end.Answer is { } answer ? (int)answer : null, System.Data.DbType.Int32);
            values.Add("crmId", end.CrmId, System.Data.DbType.Int64);
            values.Add("said", end.Said, System.Data.DbType.String);
            values.Add("keep", (int)AnswerSide.Keep);
            await ExecuteAsync(End, values, cancellationToken);
        }
    }

    private DynamicParameters Values(Question question)
    {
        var values = new DynamicParameters();
        AddName(values, question.Name);
        values.Add("rowKey", question.RowKey);
        values.Add("crmId", question.CrmId, System.Data.DbType.Int64);
        values.Add("title", question.Title);
        values.Add("sqlValue", question.SqlValue, System.Data.DbType.String);
        values.Add("crmValue", question.CrmValue, System.Data.DbType.String);
        values.Add("agreedValue", question.AgreedValue, System.Data.DbType.String);
        values.Add("sqlAt", question.SqlAt?.UtcTicks, System.Data.DbType.Int64);
        values.Add("crmAt", question.CrmAt?.UtcTicks, System.Data.DbType.Int64);
        values.Add("crmBy", question.CrmBy, System.Data.DbType.String);
        values.Add("candidates", string.Join(',', question.Candidates));
        values.Add("openedAt", question.OpenedAt.UtcTicks);
        return values;
    }

    private void AddName(DynamicParameters values, QuestionName name)
    {
        values.Add("exchange", exchange);
        values.Add("kind", (int)name.Kind);
        values.Add("flow", name.Flow);
        values.Add("key", name.Key);
        values.Add("field", name.Field);
    }

    private Task<int> ExecuteAsync(string sql, DynamicParameters parameters, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, parameters, write.Transaction, cancellationToken: cancellationToken));
}
