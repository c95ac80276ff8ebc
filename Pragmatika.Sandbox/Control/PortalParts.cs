using Pragmatika.Sandbox.Control.State;
using Pragmatika.Sandbox.Events;
using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.Rest;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox.Control;

/// <summary>The parts of one running portal that can be looked at, turned, kept in a file and begun anew.</summary>
public sealed record PortalParts(Portal Portal, SandboxState State, SandboxStats Stats, WeatherEngine Weather, OperatingMeter Meter, MethodCosts Costs, EventHub Events)
{
    /// <summary>Writes the state file; does nothing without a path.</summary>
    public void Save(string path)
    {
        if (path.Length == 0)
        {
            return;
        }

        lock (Portal.Gate)
        {
            StateFile.Save(Portal, path);
        }
    }

    /// <summary>Replaces the state by that of a file.</summary>
    public void Load(string path)
    {
        lock (Portal.Gate)
        {
            StateFile.Load(Portal, path);
        }
    }

    /// <summary>A new portal: no records, no counters, the same weather.</summary>
    public void Reset()
    {
        lock (Portal.Gate)
        {
            Portal.Reset();
        }

        Stats.Reset();
        Meter.Reset();
        State.Buckets.Reset();
    }
}
