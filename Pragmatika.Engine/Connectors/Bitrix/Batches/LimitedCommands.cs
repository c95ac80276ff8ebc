namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>Chooses which commands that a limit refused inside a batch may be sent again by ourselves. Pure.</summary>
internal static class LimitedCommands
{
    /// <summary>
    /// Indexes to send again, in order: those no executed command depended on, and whose own references lead to executed or resent commands.
    /// The others stay Limited and the caller decides.
    /// </summary>
    public static List<int> Resendable(IReadOnlyList<BitrixCommand> commands, IReadOnlyList<CommandAnswer> answers)
    {
        var limited = new HashSet<int>();
        for (var index = 0; index < answers.Count; index++)
        {
            if (answers[index].Error?.Kind == FailureKind.Limited)
            {
                limited.Add(index);
            }
        }

        if (limited.Count == 0)
        {
            return [];
        }

        var held = new HashSet<int>();
        for (var index = 0; index < commands.Count; index++)
        {
            if (!limited.Contains(index))
            {
                held.UnionWith(ResultReferences.In(commands[index].Query).Where(limited.Contains));
            }
        }

        return Enumerable.Range(0, commands.Count).Where(index => limited.Contains(index) && !IsHeld(index, commands, answers, held)).ToList();
    }

    private static bool IsHeld(int index, IReadOnlyList<BitrixCommand> commands, IReadOnlyList<CommandAnswer> answers, HashSet<int> held)
    {
        var stays = held.Contains(index) || ResultReferences.In(commands[index].Query).Any(used =>
            used >= answers.Count || held.Contains(used) || answers[used].Error is { Kind: not FailureKind.Limited });
        if (stays)
        {
            held.Add(index);
        }

        return stays;
    }

    /// <summary>The chosen commands as a new batch: references among them renamed, references to executed ones resolved. Those that cannot be are dropped from <paramref name="chosen"/>.</summary>
    public static List<BitrixCommand> Rebuild(IReadOnlyList<BitrixCommand> commands, IReadOnlyList<CommandAnswer> answers, List<int> chosen)
    {
        var renamed = new Dictionary<int, int>();
        var rebuilt = new List<BitrixCommand>(chosen.Count);
        foreach (var index in chosen.ToArray())
        {
            if (ResultReferences.Rewrite(commands[index].Query, renamed, label => answers[label].Result) is { } query)
            {
                renamed[index] = rebuilt.Count;
                rebuilt.Add(commands[index] with { Query = query });
            }
            else
            {
                chosen.Remove(index);
            }
        }

        return rebuilt;
    }
}
