using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/users/{id}/identities: users that are one user (Auth0, "User Account Linking").</summary>
internal sealed class UserIdentityEndpoints(TenantDirectory directory)
{
    private readonly UserStore _users = directory.Users;

    public void MapTo(EndpointTable table)
    {
        table.Map("POST users/{id}/identities", "update:users", Link);
        table.Map("DELETE users/{id}/identities/{provider}/{user_id}", "update:users", Unlink);
    }

    private static ServerResponse Show(int status, IUserProfile user) =>
        ServerResponse.Json(status, json => UserJson.WriteIdentities(json, user));

    private Auth0LocalTenantUser Find(string id) =>
        _users.FindById(id) ?? throw ApiException.Inexistent("user", "The user does not exist.");

    private ServerResponse Link(EndpointRequest request)
    {
        var primary = Find(request.Id);
        var body = Schema.Of("provider", "connection_id", "user_id any", "link_with").Check(request.ReadBody(), isCreation: true);
        if (body.Has("link_with"))
        {
            // Only the user's own token may link by a token of the other user.
            throw ApiException.BadRequest("Token is not valid for linking.", "invalid_body");
        }

        var provider = body.RequireText("provider");
        if (!body.Has("user_id"))
        {
            throw ApiException.InvalidBody("Missing required property: user_id");
        }

        var sent = body.Body["user_id"]!.ToString();
        var secondary = sent.StartsWith($"{provider}|", StringComparison.Ordinal) ? sent : $"{provider}|{sent}";
        if (secondary == primary.UserId)
        {
            throw ApiException.BadRequest("Main account and linked account are the same.", "operation_not_supported");
        }

        if (primary.Linked.Any(linked => linked.UserId == secondary))
        {
            throw ApiException.Conflict("Specified linked account already exists.", "identity_conflict");
        }

        Find(secondary);
        if (_users.Link(primary.UserId, secondary) is null)
        {
            throw ApiException.Inexistent("user", "The user does not exist.");
        }

        // It is no user any more: what it was a member of is gone.
        directory.Forget(secondary);
        return Show(201, primary);
    }

    private ServerResponse Unlink(EndpointRequest request)
    {
        var primary = Find(request.Id);
        var secondary = $"{request.Ids[1]}|{request.Ids[2]}";
        if (secondary == primary.UserId)
        {
            throw ApiException.BadRequest("The main identity can't be unlinked.", "invalid_uri");
        }

        return _users.Unlink(primary, secondary)
            ? Show(200, primary)
            : throw ApiException.Inexistent("identity", "The specified identity does not exist.");
    }
}
