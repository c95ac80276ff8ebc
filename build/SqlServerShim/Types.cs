// The seven public types that Microsoft.Data.SqlClient loads by name for CLR user-defined types. We never use such types:
// the shapes only let the assembly resolve.
namespace Microsoft.SqlServer.Server;

public enum Format
{
    Unknown,
    Native,
    UserDefined,
}

public enum DataAccessKind
{
    None,
    Read,
}

public enum SystemDataAccessKind
{
    None,
    Read,
}

public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}

public sealed class InvalidUdtException : SystemException
{
    public InvalidUdtException()
    {
    }

    public InvalidUdtException(string message)
        : base(message)
    {
    }

    public InvalidUdtException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.ReturnValue | AttributeTargets.Parameter)]
public sealed class SqlFacetAttribute : Attribute
{
    public bool IsFixedLength { get; set; }

    public bool IsNullable { get; set; }

    public int MaxSize { get; set; }

    public int Precision { get; set; }

    public int Scale { get; set; }
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public Format Format => format;

    public bool IsByteOrdered { get; set; }

    public bool IsFixedLength { get; set; }

    public int MaxByteSize { get; set; }

    public string? Name { get; set; }

    public string? ValidationMethodName { get; set; }
}
