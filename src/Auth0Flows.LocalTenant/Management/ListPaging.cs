namespace Auth0Flows.LocalTenant.Management;

/// <summary>How a list is paged.</summary>
/// <param name="Limit">The number of entries at which lists paged by number end; null for no limit.</param>
/// <param name="HasCheckpoints">Whether it also supports checkpoints (<c>from</c>, <c>take</c>), which have no limit.</param>
/// <param name="MaximumTake">How many entries a checkpoint gives at most.</param>
internal sealed record ListPaging(int? Limit, bool HasCheckpoints = false, int MaximumTake = 100);
