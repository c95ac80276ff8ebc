using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>A run that was let in: what is to be done, and the lease it is done under.</summary>
internal sealed record RunOrder(ExchangeDefinition Definition, RunRequest Request, RunRecord Record, LeaseGrant Lease);
