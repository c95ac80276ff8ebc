using Pragmatika.Sandbox.Traffic;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Weather;

/// <summary>A rule that struck, with one more draw for kinds that need a place to strike at.</summary>
public sealed record WeatherStrike(WeatherRule Rule, double Place)
{
    public WeatherKind Kind => Rule.Kind;
}

/// <summary>Decides, repeatably for a seed, what goes wrong with which request. Safe to call from every thread.</summary>
public sealed class WeatherEngine(TimeProvider clock, SandboxStats stats)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Hook, string Method), DateTimeOffset> _blocked = [];
    private List<RuleState> _rules = [];

    public string Name { get; private set; } = "calm";

    /// <summary>True when nothing can strike.</summary>
    public bool IsCalm => _rules.Count == 0;

    /// <summary>Replaces the weather; the same seed gives the same strikes again.</summary>
    public void Set(Forecast forecast, int seed)
    {
        lock (_gate)
        {
            Name = forecast.Name;
            _blocked.Clear();
            _rules = [.. forecast.Rules.Select((rule, place) => new RuleState(rule, new WeatherDice((ulong)seed, place)))];
        }
    }

    /// <summary>What strikes a whole request, or null. The first rule that strikes wins.</summary>
    /// <param name="methods">The method; for a batch <c>batch</c> and the methods of its commands.</param>
    public WeatherStrike? StrikeRequest(IReadOnlyCollection<string> methods) =>
        Strike(rule => rule.Kind is not WeatherKind.Limit429 and < WeatherKind.EventLost && methods.Any(rule.Concerns));

    /// <summary>What strikes one outgoing event, or null.</summary>
    public WeatherStrike? StrikeEvent(string name) => Strike(rule => rule.Kind >= WeatherKind.EventLost && rule.Concerns(name));

    /// <summary>429 for a hook and method that a strike has blocked and not yet released.</summary>
    public RestException? RefuseCommand(string hook, string method)
    {
        if (IsCalm)
        {
            return null;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_blocked.TryGetValue((hook, method), out var until) && now < until)
            {
                return Errors.OperationTimeLimit();
            }

            foreach (var state in _rules)
            {
                if (state.Rule.Kind == WeatherKind.Limit429 && state.Rule.Concerns(method) && state.Strikes())
                {
                    stats.Weather(Kind(state.Rule));
                    _blocked[(hook, method)] = now + TimeSpan.FromSeconds(state.Rule.Seconds);
                    return Errors.OperationTimeLimit();
                }
            }

            return null;
        }
    }

    private WeatherStrike? Strike(Func<WeatherRule, bool> concerns)
    {
        if (IsCalm)
        {
            return null;
        }

        lock (_gate)
        {
            foreach (var state in _rules)
            {
                if (concerns(state.Rule) && state.Strikes())
                {
                    stats.Weather(Kind(state.Rule));
                    return new WeatherStrike(state.Rule, state.Dice.Next());
                }
            }

            return null;
        }
    }

    private static string Kind(WeatherRule rule) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(rule.Kind.ToString());

    private sealed class RuleState(WeatherRule rule, WeatherDice dice)
    {
        private int _strikes;
        private int _burstLeft;

        public WeatherRule Rule { get; } = rule;

        public WeatherDice Dice { get; } = dice;

        public bool Strikes()
        {
            if (_burstLeft > 0)
            {
                _burstLeft--;
                return true;
            }

            if ((Rule.Max > 0 && _strikes >= Rule.Max) || Dice.Next() >= Rule.Rate)
            {
                return false;
            }

            _strikes++;
            _burstLeft = Rule.Kind == WeatherKind.Burst503 ? Rule.Count - 1 : 0;
            return true;
        }
    }
}
