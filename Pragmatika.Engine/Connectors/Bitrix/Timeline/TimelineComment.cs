namespace Pragmatika.Engine.Connectors.Bitrix.Timeline;

/// <summary>A comment as the portal gives it back; it may have changed the marks in the text.</summary>
public sealed record TimelineComment(long Id, string Text);
