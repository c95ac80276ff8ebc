namespace Pragmatika.Engine.Signals;

/// <summary>
/// Where the engine says what happened, in its own words; the program around it decides who hears. Told after the commit, so that whoever reads then sees it.
/// Of this process alone: what another node or a command line did is found in the store.
/// </summary>
public interface ISignals
{
    /// <summary>Called in the middle of a run: must return at once and never throw.</summary>
    void Tell(Signal signal);
}

/// <summary>Nobody listens: a command line, a bench.</summary>
internal sealed class NoSignals : ISignals
{
    public void Tell(Signal signal)
    {
    }
}
