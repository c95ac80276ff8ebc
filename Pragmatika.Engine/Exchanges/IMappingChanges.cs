namespace Pragmatika.Engine.Exchanges;

/// <summary>When what an exchange moves was last changed: a new timetable is a version of the definition, too, but not of what it moves.</summary>
public interface IMappingChanges
{
    /// <summary>Null for an exchange that nobody knows.</summary>
    Task<MappingChange?> LastAsync(string exchange, CancellationToken cancellationToken);
}

public sealed record MappingChange(DateTimeOffset At, string By);
