using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Fuses;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>What a run reads of earlier runs and writes for later ones.</summary>
/// <param name="Store">Links, rows, letters, checkpoints, and the commit of a batch.</param>
/// <param name="Planned">Where a dry run leaves what it would have done.</param>
/// <param name="Fuses">What earlier runs did, for the fuse to compare with.</param>
/// <param name="Rows">Which rows there were.</param>
internal sealed record RunBooks(IEngineStore Store, IPlannedChanges Planned, IFuseHistory Fuses, IRowKeys Rows);
