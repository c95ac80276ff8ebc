namespace Pragmatika.Engine.Labels;

/// <summary>Labels that were read from portals. They stay when a portal cannot be asked.</summary>
public interface ILabelStore
{
    Task<IReadOnlyList<EntityLabels>> ListAsync(CancellationToken cancellationToken);

    /// <summary>In place of those of the same connection and entity.</summary>
    Task SaveAsync(EntityLabels labels, CancellationToken cancellationToken);
}
