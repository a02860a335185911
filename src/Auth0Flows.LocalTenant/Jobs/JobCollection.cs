using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>/api/v2/jobs: exports and imports of users.</summary>
internal sealed class JobCollection(JobStore jobs, ExportEndpoint exports, TenantDirectory directory, TenantClock clock)
    : IResourceCollection
{
    private const int MaximumImportBytes = 512_000;
    private const int MaximumFields = 30;

    public string Name => "jobs";

    public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token) =>
        (request.Method, segments) switch
        {
            ("POST", ["users-exports"]) => Export(new RelationPath(request, request.Method, "", token)),
            ("POST", ["users-imports"]) => Import(new RelationPath(request, request.Method, "", token)),
            ("GET" or "HEAD", [var id]) => ServerResponse.Json(200, jobs.Show(Find(id, token), exports.Locate)),
            ("GET" or "HEAD", [var id, "errors"]) => ShowErrors(Find(id, token)),
            _ => throw ApiException.NotFound(),
        };

    private static string? TextOf(Dictionary<string, byte[]> form, string name) =>
        form.TryGetValue(name, out var value) && value.Length > 0 ? Encoding.UTF8.GetString(value) : null;

    private static ExportField ReadField(JsonNode? node, int place)
    {
        var field = new BodyReader(
            node as JsonObject
                ?? throw ApiException.InvalidBody($"Expected type object but found type {JsonBody.TypeOf(node)}", $"fields[{place}]")
        );
        var name = field.RequireText("name");
        return new ExportField(name, field.Text("export_as") ?? name);
    }

    private UserJob Find(string id, AccessToken token)
    {
        if (!token.HasScope("create:users") && !token.HasScope("read:users"))
        {
            throw ApiException.InsufficientScope("create:users", "read:users");
        }

        return jobs.Find(id) ?? throw ApiException.Inexistent("job", "The job does not exist");
    }

    private ServerResponse Export(RelationPath path)
    {
        path.Require("read:users");
        var body = path.ReadBody();
        body.AllowOnly("", "connection_id", "format", "limit", "fields");
        var format = body.Text("format") ?? "json";
        if (format is not ("json" or "csv"))
        {
            throw ApiException.InvalidBody($"No enum match for: {format}", "format");
        }

        if (body.Integer("limit") is < 1)
        {
            throw ApiException.InvalidBody($"Value {body.Integer("limit")} is less than minimum 1", "limit");
        }

        var fields = (body.Array("fields") ?? []).Select(ReadField).ToArray();
        if (fields.Length > MaximumFields && format == "csv")
        {
            throw ApiException.InvalidBody($"Array is too long ({fields.Length}), maximum {MaximumFields}", "fields");
        }

        var connection = body.Text("connection_id") is { } id ? FindConnection(id) : null;
        var settings = (JsonObject)body.Body.DeepClone();
        settings["format"] = format;
        if (connection is not null)
        {
            settings["connection"] = connection.Name;
        }

        var export = new UserExport(directory.Users.Profiles, connection?.Name, body.Integer("limit"), format, fields);
        return Created(200, jobs.Add(settings, export));
    }

    private ServerResponse Import(RelationPath path)
    {
        path.Require("create:users");
        if (path.Request.Body.Length > MaximumImportBytes)
        {
            throw new ApiException(
                413,
                "Request Entity Too Large",
                $"Payload content length greater than maximum allowed: {MaximumImportBytes}"
            );
        }

        // All messages are from Auth0's reference.
        var form = MultipartForm.Read(path.Request) ?? throw ApiException.InvalidBody("Invalid multipart payload format");
        var file =
            form.GetValueOrDefault("users")
            ?? throw ApiException.BadRequest("Must provide 'users' file as multipart part.", "invalid_body");
        if (file.Length == 0)
        {
            throw ApiException.BadRequest("Users file must not be empty.", "invalid_body");
        }

        var connection = FindConnection(
            TextOf(form, "connection_id")
                ?? throw ApiException.BadRequest("Must provide 'connection_id' as multipart part.", "invalid_body")
        );
        if (connection.Json["strategy"].AsText() != "auth0")
        {
            throw ApiException.BadRequest("Connection must be a database connection.", "invalid_body");
        }

        var upserts = TextOf(form, "upsert") == "true";
        var settings = new JsonObject
        {
            ["connection_id"] = connection.Id,
            ["connection"] = connection.Name,
            ["upsert"] = upserts,
            ["send_completion_email"] = TextOf(form, "send_completion_email") != "false",
        };
        if (TextOf(form, "external_id") is { } externalId)
        {
            settings["external_id"] = externalId;
        }

        return Created(202, jobs.Add(settings, () => UserImport.Run(file, connection.Name, upserts, directory.Users, clock.UtcNow)));
    }

    private JsonResource FindConnection(string id) =>
        id.Length != 20 || !id.StartsWith("con_", StringComparison.Ordinal)
            ? throw ApiException.InvalidBody("String does not match pattern ^con_[A-Za-z0-9]{16}$", "connection_id")
            : directory.Connections.Find(id) ?? throw ApiException.BadRequest("The connection does not exist.", "inexistent_connection");

    // A new job is pending, however soon it completes.
    private ServerResponse Created(int status, UserJob job)
    {
        var json = jobs.Show(job, exports.Locate);
        json["status"] = "pending";
        foreach (var name in new[] { "percentage_done", "location", "summary", "status_details" })
        {
            json.Remove(name);
        }

        return ServerResponse.Json(status, json);
    }

    private ServerResponse ShowErrors(UserJob job) =>
        job.Import is { Failed: > 0 } import && jobs.IsDone(job) ? ServerResponse.Json(200, import.Errors) : new ServerResponse(204);
}
