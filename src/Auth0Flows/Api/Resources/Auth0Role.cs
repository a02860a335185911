namespace Auth0Flows;

/// <summary>A role: scopes of APIs under one name, given to users: <see href="https://auth0.com/docs/api/management/v2/roles/get-roles-by-id"/>.</summary>
public sealed class Auth0Role : Auth0Object
{
    /// <summary>Its id: <c>rol_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Its name, else its id.</summary>
    public override string ToString() => Name ?? Id ?? "";
}
