using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Schedules;

/// <summary>The database that Quartz keeps its own tables in, beside ours.</summary>
internal interface ISchedulerDatabase
{
    SqlEngine Engine { get; }

    string ConnectionString { get; }
}
