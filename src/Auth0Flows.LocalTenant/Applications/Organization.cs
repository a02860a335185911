using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>An organization. The tenant has two: acme and globex.</summary>
internal sealed record Organization(string Id, string Name)
{
    private static readonly Organization[] Seeded =
    [
        new($"org_{Identifiers.Seeded("organization acme", 16)}", "acme"),
        new($"org_{Identifiers.Seeded("organization globex", 16)}", "globex"),
    ];

    /// <summary>Letters in names may be of either case; ids are taken as they are.</summary>
    public static Organization? Find(string idOrName)
        => Seeded.FirstOrDefault(organization => organization.Id == idOrName || string.Equals(organization.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The organization that a request names; null where it names none.</summary>
    /// <exception cref="OAuthException">There is none of this id or name.</exception>
    public static Organization? Require(string? idOrName)
        => idOrName is null ? null : Find(idOrName) ?? throw OAuthException.InvalidRequest("parameter organization is invalid");
}
