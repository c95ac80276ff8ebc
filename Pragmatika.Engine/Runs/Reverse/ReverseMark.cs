using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>What tells 1C that a row has something of the CRM to take: a status and a moment, in columns of the exchange's own.</summary>
internal static class ReverseMark
{
    public static IReadOnlyList<(string Column, object Value)> Cells(RunContext context)
    {
        var cells = new List<(string, object)>();
        if (context.Definition.WriteBack?.ReverseStatusColumn is { } status)
        {
            cells.Add((status, context.Definition.WriteBack.ReverseStatus));
        }

        if (context.Definition.WriteBack?.ReverseTimeColumn is { } time)
        {
            cells.Add((time, context.LocalNow));
        }

        return cells;
    }
}
