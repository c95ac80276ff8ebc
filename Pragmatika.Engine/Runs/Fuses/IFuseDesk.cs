namespace Pragmatika.Engine.Runs.Fuses;

/// <summary>Takes a person's no to what a fuse stopped. The yes is a new run with <see cref="RunRequest.IgnoresFuse"/>.</summary>
public interface IFuseDesk
{
    /// <summary>The run is cancelled for good and waits for nobody; who refused it stands on the run and in the journal. False when the fuse did not stop it, or somebody has refused it before.</summary>
    Task<bool> RefuseAsync(Guid run, string byWhom, CancellationToken cancellationToken);
}
