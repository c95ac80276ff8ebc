namespace Pragmatika.Portal.Parts;

/// <summary>Names the resources of words that many pages share (Words.resx beside this file).</summary>
public sealed class Words;
