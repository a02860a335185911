namespace Auth0Flows.LocalTenant.Management;

/// <summary>How a list is paged.</summary>
/// <param name="Limit">Where it ends for pages by number; null for nowhere.</param>
/// <param name="HasCheckpoints">Whether it can be read on from a checkpoint too (<c>from</c>, <c>take</c>), which ends nowhere.</param>
internal sealed record ListPaging(int? Limit, bool HasCheckpoints = false);
