using Pragmatika.Engine.Delivery;

namespace Pragmatika.Portal.Features.DeadLetters;

/// <summary>The list's address: which letters are shown. Both ways.</summary>
public sealed record LettersAddress(string? Exchange, string? Code, DeadLetterState? State, int Page)
{
    public const string Path = "/dead-letters";

    /// <summary>What cannot be read is left out. No state means open letters; "any" means all of them.</summary>
    public static LettersAddress Read(string? exchange, string? code, string? state, int? page) => new(
        string.IsNullOrWhiteSpace(exchange) ? null : exchange,
        string.IsNullOrWhiteSpace(code) ? null : code,
        state == "any" ? null : Enum.TryParse<DeadLetterState>(state, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : DeadLetterState.Open,
        Math.Clamp(page ?? 1, 1, 100_000));

    public override string ToString()
    {
        var query = new List<string>();
        Add("exchange", Exchange);
        Add("code", Code);
        Add("state", State switch { DeadLetterState.Open => null, null => "any", { } state => state.ToString().ToLowerInvariant() });
        Add("page", Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        return query.Count == 0 ? Path : Path + "?" + string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }
}
