using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A public key or certificate that an application authenticates with:
/// <see href="https://auth0.com/docs/api/management/v2/clients/get-credentials-by-credential-id"/>.
/// </summary>
public sealed class Auth0ClientCredential : Auth0Object
{
    /// <summary>Its id: <c>cred_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>The key id.</summary>
    public string? Kid { get; set; }

    /// <summary>The algorithm that it verifies: <c>RS256</c>, <c>RS384</c>, <c>PS256</c>.</summary>
    public string? Alg { get; set; }

    /// <summary>Its type: <c>public_key</c>, <c>x509_cert</c>, <c>cert_subject_dn</c>.</summary>
    public string? CredentialType { get; set; }

    /// <summary>The subject of the certificate.</summary>
    public string? SubjectDn { get; set; }

    /// <summary>The SHA-256 thumbprint of the certificate.</summary>
    public string? ThumbprintSha256 { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When it ends; empty if it doesn't end.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? Id ?? "" : Name;
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The credentials of an application: <see href="https://auth0.com/docs/api/management/v2/clients/get-credentials"/>.
    /// </summary>
    /// <param name="clientId">The application's client id.</param>
    public static Auth0Resource<Auth0ClientCredential> ClientCredentials(string clientId) =>
        new(
            PathTemplate.Expand("clients/{id}/credentials", _ => clientId),
            "credentials",
            Auth0JsonContext.Default.Auth0ClientCredential,
            Auth0Paging.None
        );
}
