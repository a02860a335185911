using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A block after too many failed logins, by brute-force protection:
/// <see href="https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks-by-id"/>.
/// </summary>
public sealed class Auth0UserBlock : Auth0Object
{
    /// <summary>The e-mail address, user name or phone number that is blocked.</summary>
    public string? Identifier { get; set; }

    /// <summary>The IP address that it is blocked from; empty for all addresses.</summary>
    public string? Ip { get; set; }

    /// <summary>The connection.</summary>
    public string? Connection { get; set; }

    /// <summary>Who is blocked, and from where.</summary>
    public override string ToString() => Ip is { Length: > 0 } ? $"{Identifier} from {Ip}" : Identifier ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The blocks of a user: <see href="https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks-by-id"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0UserBlock> UserBlocks(string userId) =>
        UserBlocksByIdentifier.At(PathTemplate.Expand("user-blocks/{id}", _ => userId), Auth0Paging.None);

    /// <summary>
    /// The blocks of an e-mail address, user name or phone number, specified by the filter <c>identifier</c>:
    /// <see href="https://auth0.com/docs/api/management/v2/user-blocks/get-user-blocks"/>.
    /// </summary>
    public static Auth0Resource<Auth0UserBlock> UserBlocksByIdentifier { get; } =
        new("user-blocks", "blocked_for", Auth0JsonContext.Default.Auth0UserBlock, Auth0Paging.None);
}
