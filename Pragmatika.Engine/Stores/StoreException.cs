namespace Pragmatika.Engine.Stores;

/// <summary>What the portal's own database could not do. The message of the exception says in Russian what to do.</summary>
public enum StoreFailure
{
    /// <summary>Another process or transaction holds what is needed: safe to repeat.</summary>
    Busy,

    /// <summary>No room on the disk (or in the log): free some, then start the run again.</summary>
    DiskFull,

    /// <summary>The file, the folder or the database may not be written.</summary>
    ReadOnly,

    /// <summary>The server or the file cannot be reached.</summary>
    Unreachable,

    /// <summary>The server refused the sign-in.</summary>
    Unauthorized,

    /// <summary>The file is damaged or is not a database: restore a copy.</summary>
    Damaged,

    /// <summary>A secret cannot be decrypted: its key is gone. Enter the secret again, or restore the keys.</summary>
    KeyLost,

    /// <summary>Another version of the program made it: start that version, or name an empty database.</summary>
    OtherVersion,

    /// <summary>Anything else the driver says.</summary>
    Other,
}

/// <summary>A failure of the portal's own database. Whatever was under way was rolled back whole. The message holds no connection string.</summary>
public sealed class StoreException(StoreFailure failure, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public StoreFailure Failure => failure;
}
