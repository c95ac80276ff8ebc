namespace Pragmatika.Engine.Mapping.Values;

/// <summary>Yes and no as words, compared without case.</summary>
public sealed class FlagText
{
    private readonly Dictionary<string, bool> _words = new(StringComparer.OrdinalIgnoreCase);

    public FlagText(IEnumerable<string> trueWords, IEnumerable<string> falseWords)
    {
        foreach (var word in falseWords)
        {
            _words[word] = false;
        }

        foreach (var word in trueWords)
        {
            _words[word] = true;
        }
    }

    public bool TryParse(string text, out bool flag) => _words.TryGetValue(text, out flag) || _words.TryGetValue(text.Trim(), out flag);
}
