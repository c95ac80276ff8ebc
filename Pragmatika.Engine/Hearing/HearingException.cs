using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Hearing;

/// <summary>A way cannot be used, and trying again soon will not help. The text is for people.</summary>
public sealed class HearingException(string code, Message text) : Exception(text.ToString())
{
    /// <summary>Names the reason in the book, whatever the language.</summary>
    public string Code => code;
}
