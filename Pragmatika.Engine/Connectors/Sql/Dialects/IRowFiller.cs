using System.Data.Common;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Copies the current row of a reader into an array of nulls, as the provider values named by <see cref="Mapping.SourceRow"/>.</summary>
internal interface IRowFiller
{
    void Fill(DbDataReader reader, object?[] values);
}

/// <summary>Reads the cell at an ordinal; the cell is known not to be NULL.</summary>
internal delegate object CellReader(DbDataReader reader, int ordinal);

/// <summary>One typed getter per column, chosen once per scan.</summary>
internal sealed class CellFiller(CellReader[] cells) : IRowFiller
{
    public void Fill(DbDataReader reader, object?[] values)
    {
        for (var ordinal = 0; ordinal < cells.Length; ordinal++)
        {
            if (!reader.IsDBNull(ordinal))
            {
                values[ordinal] = cells[ordinal](reader, ordinal);
            }
        }
    }
}
