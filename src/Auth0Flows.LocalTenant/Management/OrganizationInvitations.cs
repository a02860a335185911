using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/organizations/{id}/invitations. The address of an invitation is sent to the invitee.</summary>
internal sealed class OrganizationInvitations(TenantDirectory directory, ClientStore clients, Outbox outbox, TenantClock clock)
{
    // Auth0's reference: a week, and at most 30 days.
    private const long DefaultSeconds = 604_800;
    private const long MaximumSeconds = 2_592_000;

    private static readonly Schema _body = Schema.Of(
        "inviter! object",
        "invitee! object",
        "client_id!",
        "connection_id",
        "app_metadata object",
        "user_metadata object",
        "ttl_sec integer",
        "roles texts",
        "send_invitation_email flag"
    );

    private readonly KindStore _invitations = new(
        new Kind("organizations/invitations", "uinv_")
        {
            NotFound = "The invitation does not exist.",
            NotFoundCode = "inexistent_invitation",
        },
        clock
    );

    public void MapTo(EndpointTable table)
    {
        const string Path = "organizations/{id}/invitations";
        table.Map($"GET {Path}", "read:organization_invitations", List);
        table.Map($"POST {Path}", "create:organization_invitations", Create);
        table.Map(
            $"GET {Path}/{{invitation}}",
            "read:organization_invitations",
            request => ServerResponse.Json(200, Show(request, Find(request)))
        );
        table.Map($"DELETE {Path}/{{invitation}}", "delete:organization_invitations", Delete);
    }

    private static JsonObject Show(EndpointRequest request, JsonResource invitation) =>
        FieldSelection.Read(request.Query).Apply(invitation.ToJson());

    private JsonResource FindOrganization(EndpointRequest request) =>
        directory.Organizations.FindById(request.Id)
        ?? throw new ApiException(404, "Not Found", "No organization found by that id or name");

    private JsonResource Find(EndpointRequest request)
    {
        var organization = FindOrganization(request);
        var found = _invitations.FindOrThrow(request.Ids[1]);
        return found.Json["organization_id"].AsText() == organization.Id ? found : throw _invitations.Kind.Inexistent(found.Id);
    }

    private ServerResponse List(EndpointRequest request)
    {
        var organization = FindOrganization(request);
        return ListAnswer.Of(
            request.Query,
            "invitations",
            [.. _invitations.Snapshot().Where(one => one.Json["organization_id"].AsText() == organization.Id)],
            ListForm.Pages,
            one => one.Id,
            one => Show(request, one)
        );
    }

    private ServerResponse Create(EndpointRequest request)
    {
        var organization = FindOrganization(request);
        var body = _body.Check(request.ReadBody(), isCreation: true);
        var inviter = Schema.Of("name!").Check(body.Object("inviter")!, isCreation: true).RequireText("name");
        var email = Schema.Of("email!").Check(body.Object("invitee")!, isCreation: true).RequireText("email");
        var clientId = body.RequireText("client_id");
        var seconds = body.Integer("ttl_sec") ?? DefaultSeconds;
        if (!EmailAddress.IsValid(email))
        {
            throw ApiException.InvalidBody($"Object didn't pass validation for format email: {email}", "invitee.email");
        }

        if (seconds is < 0 or > MaximumSeconds)
        {
            throw ApiException.InvalidBody($"Value {seconds} is greater than maximum {MaximumSeconds}", "ttl_sec");
        }

        CheckRoles(body);
        var ticket = Identifiers.NewClientId();
        var url = $"{LoginAddressOf(clientId)}?invitation={ticket}&organization={organization.Id}&organization_name={organization.Name}";
        var json = new JsonObject
        {
            ["organization_id"] = organization.Id,
            ["inviter"] = new JsonObject { ["name"] = inviter },
            ["invitee"] = new JsonObject { ["email"] = email },
            ["client_id"] = clientId,
            ["invitation_url"] = url,
            ["ticket_id"] = ticket,
            ["created_at"] = Timestamp.Of(clock.UtcNow),
            ["expires_at"] = Timestamp.Of(clock.UtcNow.AddSeconds(seconds == 0 ? DefaultSeconds : seconds)),
        };
        foreach (var name in new[] { "connection_id", "app_metadata", "user_metadata", "roles" })
        {
            if (body.Has(name))
            {
                json[name] = body.Body[name]!.DeepClone();
            }
        }

        var created = _invitations.Add(json);
        if (body.Flag("send_invitation_email") != false)
        {
            outbox.Send(email, url);
        }

        return ServerResponse.Json(201, created.ToJson());
    }

    private void CheckRoles(BodyReader body)
    {
        if (body.Texts("roles")?.FirstOrDefault(id => directory.Roles.Find(id) is null) is { } unknown)
        {
            throw ApiException.Inexistent("role", $"The role {unknown} does not exist.");
        }

        if (body.Text("connection_id") is { } connection && directory.Connections.Find(connection) is null)
        {
            throw ApiException.BadRequest("The connection does not exist.", "inexistent_connection");
        }
    }

    private string LoginAddressOf(string clientId)
    {
        var client = clients.Find(clientId) ?? throw ApiException.Inexistent("client");
        return client.ToJson()["initiate_login_uri"].AsText()
            ?? throw ApiException.BadRequest(
                "A default login route is required to generate the invitation url. "
                    + "Consult https://auth0.com/docs/universal-login/configure-default-login-routes for more details.",
                "invalid_body"
            );
    }

    private ServerResponse Delete(EndpointRequest request)
    {
        _invitations.Remove(Find(request).Id);
        return new ServerResponse(204);
    }
}
