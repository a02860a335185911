using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/users-by-email: all users with an e-mail address, case-sensitive.</summary>
internal sealed class UsersByEmailCollection(UserStore users) : IResourceCollection
{
    public string Name => "users-by-email";

    public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token)
    {
        if (segments.Count > 0 || request.Method is not ("GET" or "HEAD"))
        {
            throw ApiException.NotFound();
        }

        if (!token.HasScope("read:users"))
        {
            throw ApiException.InsufficientScope("read:users");
        }

        var query = new QueryReader(request.Parameters);
        var fields = FieldSelection.Read(query);
        var email = query.RequireText("email");
        return ServerResponse.Json(
            200,
            json =>
            {
                json.WriteStartArray();
                foreach (var user in users.OfEmail(email))
                {
                    UserJson.Write(json, user, fields);
                }

                json.WriteEndArray();
            }
        );
    }
}
