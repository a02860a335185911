using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/user-blocks and /api/v2/anomaly/blocks: what too many failed logins have blocked.</summary>
internal sealed class UserBlockEndpoints(UserStore users, BruteForceProtection protection)
{
    public void MapTo(EndpointTable table)
    {
        table.Map("GET user-blocks", "read:users", request => Show(ByIdentifier(request)));
        table.Map("DELETE user-blocks", "update:users", request => Lift(ByIdentifier(request)));
        table.Map("GET user-blocks/{id}", "read:users", request => Show(ById(request)));
        table.Map("DELETE user-blocks/{id}", "update:users", request => Lift(ById(request)));
        table.Map("GET anomaly/blocks/ips/{address}", "read:anomaly_blocks", CheckAddress);
        table.Map("DELETE anomaly/blocks/ips/{address}", "delete:anomaly_blocks", UnblockAddress);
    }

    private static string[] NamesOf(IUserProfile user) => [.. new[] { user.Email, user.Username, user.PhoneNumber }.OfType<string>()];

    private string[] ById(EndpointRequest request) =>
        NamesOf(users.Profile(request.Id) ?? throw ApiException.Inexistent("user", "The user does not exist."));

    private string[] ByIdentifier(EndpointRequest request)
    {
        var identifier = request.Query.RequireText("identifier");
        return users.FindByName(identifier) is { } user ? NamesOf(user) : throw ApiException.Inexistent("user", "The user does not exist.");
    }

    private ServerResponse Show(string[] names) =>
        ServerResponse.Json(
            200,
            new JsonObject
            {
                ["blocked_for"] = new JsonArray([
                    .. protection
                        .BlocksOf(names)
                        .Select(block => new JsonObject
                        {
                            ["identifier"] = block.Name,
                            ["ip"] = block.Address,
                            ["connection"] = block.Connection,
                        }),
                ]),
            }
        );

    private ServerResponse Lift(string[] names)
    {
        protection.Forget(names);
        return new ServerResponse(204);
    }

    private ServerResponse CheckAddress(EndpointRequest request) =>
        protection.IsBlocked(AddressIn(request)) ? new ServerResponse(200) : throw ApiException.NotFound();

    private ServerResponse UnblockAddress(EndpointRequest request)
    {
        protection.Forget(AddressIn(request));
        return new ServerResponse(204);
    }

    private static string AddressIn(EndpointRequest request) =>
        System.Net.IPAddress.TryParse(request.Id, out var address)
            ? address.ToString()
            : throw ApiException.BadRequest(
                $"Path validation error: 'Object didn't pass validation for format ip-address: {request.Id}' on property id.",
                "invalid_uri"
            );
}
