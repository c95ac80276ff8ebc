namespace Pragmatika.Engine.Hearing;

/// <summary>
/// Told after something new has been committed to the inbox, by whichever way, so that a run can start at once. Register any number. A notice is a hint and may be missed
/// (another node, a restart): the inbox is the truth.
/// </summary>
public interface IHeard
{
    /// <summary>Must return at once and not throw; the inbox of <paramref name="connection"/> has something for readers of these kinds of record.</summary>
    void Heard(string connection, IReadOnlyCollection<int> entityTypes);
}
