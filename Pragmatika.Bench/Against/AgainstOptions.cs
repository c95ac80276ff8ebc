using System.CommandLine;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Against;

/// <summary>Runs a bench of this build and of the commit with that many rounds each.</summary>
internal delegate Task<object> AgainstRun(BenchContext context, string commit, int rounds, ParseResult parsed);

/// <summary><c>--against COMMIT --rounds N</c>, which every bench has.</summary>
internal sealed class AgainstOptions
{
    private const int Rounds = 3;
    private readonly Option<string?> _commit = new("--against") { Description = "Another commit of this repository: it is built, and both builds are measured in turn" };
    private readonly Option<int> _rounds = new("--rounds") { Description = "Rounds of each build with --against; medians are compared", DefaultValueFactory = _ => Rounds };

    public void AddTo(Command command)
    {
        command.Add(_commit);
        command.Add(_rounds);
    }

    /// <summary>The bench alone, unless a commit is named.</summary>
    public Task<object> RunAsync(Func<BenchContext, ParseResult, Task<object>> alone, AgainstRun compare, BenchContext context, ParseResult parsed) =>
        parsed.GetValue(_commit) is { Length: > 0 } commit ? compare(context, commit, Math.Max(1, parsed.GetValue(_rounds)), parsed) : alone(context, parsed);

    /// <summary>What was asked for without the comparison: an older bench knows nothing of it.</summary>
    public static IReadOnlyList<string> Without(ParseResult parsed)
    {
        var kept = new List<string>();
        for (var index = 0; index < parsed.Tokens.Count; index++)
        {
            switch (parsed.Tokens[index].Value)
            {
                case "--against" or "--rounds":
                    index++;
                    break;
                case "--json":
                    break;
                default:
                    kept.Add(parsed.Tokens[index].Value);
                    break;
            }
        }

        return kept;
    }
}
