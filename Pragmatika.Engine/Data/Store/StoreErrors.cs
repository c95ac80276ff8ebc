using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Turns driver errors into <see cref="StoreException"/>: one place that knows the codes of three engines.</summary>
internal static class StoreErrors
{
    /// <summary>Runs <paramref name="work"/>; a driver error inside (however deep EF wrapped it) comes out as <see cref="StoreException"/>.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (DriverError(exception) is not null)
        {
            throw Wrap(exception);
        }
    }

    public static Task GuardAsync(Func<Task> work) => GuardAsync(async () =>
    {
        await work();
        return true;
    });

    public static StoreException Wrap(Exception exception)
    {
        var failure = DriverError(exception) switch
        {
            SqliteException sqlite => Of(sqlite),
            PostgresException postgres => Of(postgres),
            NpgsqlException => StoreFailure.Unreachable,
            SqlException server => Of(server),
            _ => StoreFailure.Other,
        };
        return new StoreException(failure, Advice(failure), exception);
    }

    private static DbException? DriverError(Exception? exception) => exception switch
    {
        null => null,
        DbException driver => driver,
        _ => DriverError(exception.InnerException),
    };

    // SQLite says SQLITE_FULL only for ENOSPC. A used-up quota or a limit on file sizes (EDQUOT, EFBIG) comes as a failed write, and a full disk under the -shm file as
    // a failed growth of it: sqlite.org/rescode.html.
    private const int WriteFailed = 778;
    private const int SharedMemoryNotGrown = 4874;

    private static StoreFailure Of(SqliteException exception) => exception.SqliteErrorCode switch
    {
        _ when exception.SqliteExtendedErrorCode is WriteFailed or SharedMemoryNotGrown => StoreFailure.DiskFull,
        5 or 6 => StoreFailure.Busy,
        8 or 3 => StoreFailure.ReadOnly,
        13 => StoreFailure.DiskFull,
        10 or 14 => StoreFailure.Unreachable,
        11 or 26 => StoreFailure.Damaged,
        _ => StoreFailure.Other,
    };

    private static StoreFailure Of(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.DiskFull => StoreFailure.DiskFull,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => StoreFailure.Busy,
        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege => StoreFailure.ReadOnly,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => StoreFailure.Unauthorized,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidCatalogName => StoreFailure.Unreachable,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StoreFailure.Damaged,
        _ => StoreFailure.Other,
    };

    // Numbers: docs.microsoft.com "Database Engine events and errors"; negative ones are the client's own.
    private static StoreFailure Of(SqlException exception) => exception.Number switch
    {
        1105 or 9002 => StoreFailure.DiskFull,
        1205 or 1222 or -2 => StoreFailure.Busy,
        3906 or 3908 or 229 => StoreFailure.ReadOnly,
        18456 => StoreFailure.Unauthorized,
        -1 or 2 or 53 or 258 or 4060 or 10053 or 10054 or 10060 or 10061 => StoreFailure.Unreachable,
        823 or 824 or 825 => StoreFailure.Damaged,
        _ => StoreFailure.Other,
    };

    public static string Advice(StoreFailure failure) => Text(failure).With();

    private static Message Text(StoreFailure failure) => failure switch
    {
        StoreFailure.Busy => StoreTexts.Busy,
        StoreFailure.DiskFull => StoreTexts.DiskFull,
        StoreFailure.ReadOnly => StoreTexts.ReadOnly,
        StoreFailure.Unreachable => StoreTexts.Unreachable,
        StoreFailure.Unauthorized => StoreTexts.Unauthorized,
        StoreFailure.Damaged => StoreTexts.Damaged,
        StoreFailure.KeyLost => StoreTexts.KeyLost,
        _ => StoreTexts.Other,
    };
}
