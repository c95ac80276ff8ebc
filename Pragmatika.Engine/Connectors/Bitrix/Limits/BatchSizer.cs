namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>How many commands a batch may hold so that it ends far from the 60 s at which the portal cuts a request.</summary>
public sealed class BatchSizer
{
    private const double TargetSeconds = 20;
    private const double Weight = 0.3;
    private const int Representative = 10;

    private readonly Lock _gate = new();
    private double _secondsPerCommand;
    private int _cap = Batches.BatchBody.MaxCommands;

    public int Size
    {
        get
        {
            lock (_gate)
            {
                var fits = _secondsPerCommand <= 0 ? Batches.BatchBody.MaxCommands : (int)(TargetSeconds / _secondsPerCommand);
                return Math.Clamp(fits, 1, _cap);
            }
        }
    }

    /// <summary>A batch that came back; a slower one counts at once, a faster one slowly.</summary>
    public void Measured(int commands, double seconds)
    {
        if (commands <= 0)
        {
            return;
        }

        var each = seconds / commands;
        lock (_gate)
        {
            _secondsPerCommand = each > _secondsPerCommand && commands >= Representative ? each : _secondsPerCommand + ((each - _secondsPerCommand) * Weight);
            _cap = Math.Min(Batches.BatchBody.MaxCommands, _cap + 1);
        }
    }

    /// <summary>A batch that did not come back in time: the next ones are half as big and grow again one by one.</summary>
    public void TimedOut(int commands)
    {
        lock (_gate)
        {
            _cap = Math.Max(1, Math.Min(_cap, commands / 2));
        }
    }
}
