namespace Pragmatika.Bench.Storms.Death;

/// <summary>The process is gone: whatever it still tries ends with this.</summary>
internal sealed class ProcessDiedException() : Exception("The process has died.");

/// <summary>The life of one engine process. It ends at a step that others can see: a commit, a write to the table, a request that writes.</summary>
internal sealed class Life
{
    private readonly Lock _gate = new();
    private int _stepsLeft;
    private bool _afterStep;

    public bool IsOver { get; private set; }

    /// <summary>Steps done since the last <see cref="Plan"/>.</summary>
    public int Steps { get; private set; }

    /// <summary>Dies at the step of this number from now on (1 is the next; 0: not at all), before it is done or right after.</summary>
    public void Plan(int step, bool afterStep)
    {
        lock (_gate)
        {
            (_stepsLeft, _afterStep, Steps) = (step, afterStep, 0);
        }
    }

    public void ThrowIfOver()
    {
        if (IsOver)
        {
            throw new ProcessDiedException();
        }
    }

    /// <summary>Begins a step. Throws when the process dies before it; true when it dies right after it: then call <see cref="End"/>.</summary>
    public bool Begin()
    {
        lock (_gate)
        {
            ThrowIfOver();
            Steps++;
            if (_stepsLeft == 0 || --_stepsLeft > 0)
            {
                return false;
            }

            if (_afterStep)
            {
                return true;
            }

            IsOver = true;
            throw new ProcessDiedException();
        }
    }

    /// <summary>The process dies here.</summary>
    public ProcessDiedException End()
    {
        IsOver = true;
        return new ProcessDiedException();
    }
}
