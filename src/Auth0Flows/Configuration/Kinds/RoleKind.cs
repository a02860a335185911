namespace Auth0Flows.Configuration.Kinds;

/// <summary>Roles with their permissions, which are added and removed one by one.</summary>
internal sealed class RoleKind() : ListKind("roles", "roles")
{
    private const string Permissions = "permissions";

    private protected override async Task<ConfigurationObject> CompleteAsync(
        TenantReader tenant,
        ConfigurationObject found,
        CancellationToken cancellationToken
    )
    {
        var permissions = await tenant
            .ListAsync($"roles/{Uri.EscapeDataString(found.Id!)}/permissions", cancellationToken)
            .ConfigureAwait(false);
        found.Properties[Permissions] = permissions.Select(permission => JsonTree.Read(permission, Secrets)).ToList();
        return found;
    }

    private protected override IEnumerable<ChangeStep> PartSteps(ObjectChange change)
    {
        var (before, after) = (Of(change.Current?.Properties), Of(change.Wanted));
        if (change.Current is not null && !change.Changed.Contains(Permissions))
        {
            yield break;
        }

        if (Without(after, before) is { Count: > 0 } added)
        {
            yield return new ChangeStep(HttpMethod.Post, $"{ObjectPath}/{Permissions}", new JsonMap { [Permissions] = added });
        }

        if (Without(before, after) is { Count: > 0 } removed)
        {
            yield return new ChangeStep(HttpMethod.Delete, $"{ObjectPath}/{Permissions}", new JsonMap { [Permissions] = removed });
        }
    }

    private static List<object?> Of(JsonMap? role) => role?.GetValueOrDefault(Permissions) as List<object?> ?? [];

    private static List<object?> Without(List<object?> list, List<object?> other) =>
        [.. list.Where(item => !other.Exists(same => JsonTree.AreSame(item, same)))];
}
