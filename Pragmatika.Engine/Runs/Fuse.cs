namespace Pragmatika.Engine.Runs;

/// <summary>A mass change beyond what the exchange allows stops before it is sent.</summary>
internal static class Fuse
{
    /// <summary>Counts updates only: a first load creates everything, and rightly.</summary>
    public static void Check(RunContext context, Batch batch) => Check(context, batch.Changes.Count(change => !change.IsCreate));

    /// <summary>The same for any number of records of one batch.</summary>
    public static void Check(RunContext context, int updates)
    {
        if (context.Limits.FuseChanges > 0 && updates > context.Limits.FuseChanges)
        {
            throw new FuseBlownException(updates, context.Limits.FuseChanges);
        }
    }
}

/// <summary>The run would change more records than its fuse allows; nothing of the batch was sent.</summary>
public sealed class FuseBlownException(int planned, int allowed)
    : Exception(RunTexts.FuseBlown.With(planned, allowed));
