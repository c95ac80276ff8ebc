using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// Texts that are kept longer than the visit of whoever caused them: a run's failure, a line of the journal, a dead letter. They hold both languages, one after the other
/// between control characters, so that a search finds the words of either; <see cref="Read(string)"/> gives the reader's. A text without the marks is as it is in every language.
/// </summary>
public static class StoredText
{
    private const char Begin = '\u0001';
    private const char Middle = '\u0002';
    private const char End = '\u0003';

    private static readonly AsyncLocal<bool> Later = new();

    internal static bool IsForLater => Later.Value;

    /// <summary>
    /// From here to the end of the scope, and in whatever is started within it, messages are made in both languages and stored texts are read as they are.
    /// </summary>
    public static Scope ForLater() => new(true);

    /// <summary>One of the two, or both when the text is made for later.</summary>
    internal static string Of(string russian, string english) =>
        IsForLater ? (russian == english ? russian : $"{Begin}{russian}{Middle}{english}{End}") : Message.IsEnglish ? english : russian;

    /// <summary>The text in the reader's language; as it is where texts are made for later.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Read(string? text) => text is null || IsForLater ? text : In(text, Message.IsEnglish);

    /// <summary>The text in the current language even where texts are made for later: for the technical log.</summary>
    public static string InOneLanguage(string text) => In(text, Message.IsEnglish);

    /// <summary>Cuts each language so that both together are not longer than <paramref name="length"/>.</summary>
    internal static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        if (text.IndexOf(Begin) < 0)
        {
            return text[..length];
        }

        var half = (length - 3) / 2;
        return $"{Begin}{Head(In(text, isEnglish: false), half)}{Middle}{Head(In(text, isEnglish: true), half)}{End}";
    }

    internal static string In(string text, bool isEnglish)
    {
        var begin = text.IndexOf(Begin);
        if (begin < 0)
        {
            return text;
        }

        var read = new StringBuilder(text.Length).Append(text, 0, begin);
        var isRead = true;
        foreach (var character in text.AsSpan(begin))
        {
            switch (character)
            {
                case Begin:
                    isRead = !isEnglish;
                    break;
                case Middle:
                    isRead = isEnglish;
                    break;
                case End:
                    isRead = true;
                    break;
                default:
                    if (isRead)
                    {
                        read.Append(character);
                    }

                    break;
            }
        }

        return read.ToString();
    }

    private static string Head(string text, int length) => text.Length <= length ? text : text[..length];

    /// <summary>Ends what <see cref="ForLater"/> began.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly bool _before;

        internal Scope(bool isForLater)
        {
            _before = Later.Value;
            Later.Value = isForLater;
        }

        public void Dispose() => Later.Value = _before;
    }
}
