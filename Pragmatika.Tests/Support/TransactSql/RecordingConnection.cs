using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Tests.Support.TransactSql;

/// <summary>One statement as it would have been sent, with the names of its parameters.</summary>
internal sealed record Sent(string Sql, IReadOnlyList<string> Parameters);

/// <summary>A connection that notes what it is asked and answers from a table that the test gives, or with nothing. Parameters are those of SqlClient.</summary>
internal sealed class RecordingConnection(List<Sent> sent, Func<string, DataTable?> answer) : DbConnection
{
    public int Affected { get; init; }

    [AllowNull]
    public override string ConnectionString { get; set; } = "";

    public override string Database => "none";

    public override string DataSource => "none";

    public override string ServerVersion => "13";

    public override ConnectionState State => ConnectionState.Open;

    public override void Open()
    {
    }

    public override void Close()
    {
    }

    public override void ChangeDatabase(string databaseName)
    {
    }

    public DataTable? Note(Command command)
    {
        sent.Add(new Sent(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(parameter => parameter.ParameterName.TrimStart('@'))]));
        return answer(command.CommandText);
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new Transaction(this, isolationLevel);

    protected override DbCommand CreateDbCommand() => new Command(this);

    internal sealed class Transaction(RecordingConnection connection, IsolationLevel level) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => level;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }

    internal sealed class Command(RecordingConnection connection) : DbCommand
    {
        private readonly SqlCommand _parameters = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; } = connection;

        protected override DbParameterCollection DbParameterCollection => _parameters.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override void Prepare()
        {
        }

        public override int ExecuteNonQuery()
        {
            connection.Note(this);
            return connection.Affected;
        }

        public override object? ExecuteScalar() => connection.Note(this) is { Rows.Count: > 0 } table ? table.Rows[0][0] : 0;

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => (connection.Note(this) ?? new DataTable()).CreateDataReader();

        protected override void Dispose(bool disposing)
        {
            _parameters.Dispose();
            base.Dispose(disposing);
        }
    }
}
