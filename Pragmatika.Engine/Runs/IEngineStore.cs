namespace Pragmatika.Engine.Runs;

/// <summary>
/// Everything a run reads and commits, as one: prepared statements, COPY or bulk copy behind it, the same promises on every engine.
/// </summary>
public interface IEngineStore : IRunStore, Links.ILinkStore, Delivery.IDeadLetterStore;
