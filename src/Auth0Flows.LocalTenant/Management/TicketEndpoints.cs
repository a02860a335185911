using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Jobs;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// /api/v2/tickets: addresses at which a user sets a password or confirms an e-mail address. The local tenant has no such pages. The job
/// verification-email sends the address to the user.
/// </summary>
internal sealed class TicketEndpoints(TenantDirectory directory, ClientStore clients, JobStore jobs, Outbox outbox, string issuer)
{
    private const int DefaultSeconds = 432_000;

    public void MapTo(EndpointTable table)
    {
        table.Map("POST tickets/password-change", "create:user_tickets", CreatePasswordTicket);
        table.Map("POST tickets/email-verification", "create:user_tickets", CreateVerificationTicket);
        table.Map("POST jobs/verification-email", "update:users", SendVerification);
    }

    private static void CheckLifetime(BodyReader body)
    {
        if ((body.Integer("ttl_sec") ?? DefaultSeconds) < 0)
        {
            throw ApiException.InvalidBody($"Value {body.Integer("ttl_sec")} is less than minimum 0", "ttl_sec");
        }
    }

    private IUserProfile FindUser(BodyReader body) =>
        directory.Users.Profile(body.RequireText("user_id")) ?? throw ApiException.Inexistent("user", "The user does not exist.");

    private void CheckTarget(BodyReader body)
    {
        if (body.Text("client_id") is { } clientId && clients.Find(clientId) is null)
        {
            throw ApiException.Inexistent("client");
        }

        if (body.Text("organization_id") is { } organizationId && directory.Organizations.FindById(organizationId) is null)
        {
            throw new ApiException(404, "Not Found", "No organization found by that id or name");
        }
    }

    private string NewTicket(string page, BodyReader body)
    {
        CheckLifetime(body);
        CheckTarget(body);
        return $"{issuer}u/{page}?ticket={Identifiers.NewClientId()}#";
    }

    private ServerResponse CreatePasswordTicket(EndpointRequest request)
    {
        var body = Schema
            .Of(
                "result_url",
                "user_id",
                "client_id",
                "organization_id",
                "connection_id",
                "email",
                "ttl_sec integer",
                "mark_email_as_verified flag",
                "includeEmailInRedirect flag",
                "identity object"
            )
            .Check(request.ReadBody(), isCreation: true);
        if (body.Has("user_id") == body.Has("email"))
        {
            throw ApiException.BadRequest(
                "Payload validation error: 'Either user_id or email must be specified, but not both'.",
                "invalid_body"
            );
        }

        if (body.Has("user_id"))
        {
            var user = FindUser(body);
            if (!directory.Connections.HavePasswords(user.Connection))
            {
                throw ApiException.BadRequest("The user's main connection does not support this operation", "operation_not_supported");
            }
        }
        else
        {
            var connection =
                directory.Connections.Find(body.RequireText("connection_id"))
                ?? throw ApiException.BadRequest("The connection does not exist.", "inexistent_connection");
            if (directory.Users.Find(connection.Name, body.RequireText("email")) is null)
            {
                throw ApiException.Inexistent("user", "The user does not exist.");
            }
        }

        return ServerResponse.Json(201, new JsonObject { ["ticket"] = NewTicket("reset-password", body) });
    }

    private ServerResponse CreateVerificationTicket(EndpointRequest request)
    {
        var body = Schema
            .Of(
                "result_url",
                "user_id!",
                "client_id",
                "organization_id",
                "ttl_sec integer",
                "includeEmailInRedirect flag",
                "identity object"
            )
            .Check(request.ReadBody(), isCreation: true);
        RequireEmail(FindUser(body));
        return ServerResponse.Json(201, new JsonObject { ["ticket"] = NewTicket("email-verification", body) });
    }

    private static string RequireEmail(IUserProfile user) =>
        user.Email ?? throw ApiException.BadRequest("The user does not have an email address.", "invalid_body");

    private ServerResponse SendVerification(EndpointRequest request)
    {
        var body = Schema.Of("user_id!", "client_id", "identity object", "organization_id").Check(request.ReadBody(), isCreation: true);
        var email = RequireEmail(FindUser(body));
        outbox.Send(email, NewTicket("email-verification", body));
        var job = jobs.AddMessage();
        return ServerResponse.Json(
            201,
            new JsonObject
            {
                ["type"] = job.Type,
                ["status"] = "pending",
                ["created_at"] = Timestamp.Of(job.CreatedAt),
                ["id"] = job.Id,
            }
        );
    }
}
