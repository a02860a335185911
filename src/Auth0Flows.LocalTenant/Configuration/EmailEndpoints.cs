using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>/api/v2/email-templates, by name, and /api/v2/emails/provider, of which there is none or one. Nothing is sent by it.</summary>
internal sealed class EmailEndpoints
{
    private static readonly FieldSelection _usual = new(["name", "enabled"], includesFields: true);

    private static readonly string[] _names =
    [
        "verify_email",
        "verify_email_by_code",
        "reset_email",
        "reset_email_by_code",
        "welcome_email",
        "blocked_account",
        "stolen_credentials",
        "enrollment_email",
        "mfa_oob_code",
        "user_invitation",
        "change_password",
        "password_reset",
        "auth_email_by_code",
        "async_approval",
    ];

    private static readonly Schema _template = Schema.Of(
        $"template! {string.Join('|', _names)}",
        "body",
        "from",
        "resultUrl",
        "subject",
        "syntax",
        "urlLifetimeInSeconds integer",
        "includeEmailInRedirect flag",
        "enabled flag"
    );

    private static readonly Schema _provider = Schema.Of(
        "name! custom|mailgun|mandrill|sendgrid|resend|ses|sparkpost|smtp|azure_cs|ms365",
        "enabled flag",
        "default_from_address",
        "credentials! object",
        "settings object"
    );

    // What a response doesn't repeat of the credentials.
    private static readonly string[] _secrets =
    [
        "smtp_pass",
        "api_key",
        "accessKeyId",
        "secretAccessKey",
        "connectionString",
        "clientSecret",
    ];

    private readonly Lock _lock = new();
    private ImmutableDictionary<string, JsonResource> _templates = ImmutableDictionary.Create<string, JsonResource>(StringComparer.Ordinal);
    private JsonResource? _current;

    public void MapTo(EndpointTable table)
    {
        table.Map("POST email-templates", "create:email_templates", CreateTemplate);
        table.Map("GET email-templates/{name}", "read:email_templates", request => Answer(200, FindTemplate(request).ToJson()));
        table.Map("PATCH email-templates/{name}", "update:email_templates", ChangeTemplate);
        table.Map("PUT email-templates/{name}", "update:email_templates", PutTemplate);
        table.Map("GET emails/provider", "read:email_provider", ReadProvider);
        table.Map("POST emails/provider", "create:email_provider", CreateProvider);
        table.Map("PATCH emails/provider", "update:email_provider", ChangeProvider);
        table.Map("DELETE emails/provider", "delete:email_provider", DeleteProvider);
    }

    private static ServerResponse Answer(int status, JsonObject json) => ServerResponse.Json(status, json);

    private static ApiException NoProvider() =>
        new(404, "Not Found", "There is not a configured email provider", "inexistent_email_provider");

    private static JsonObject ShowProvider(JsonResource provider)
    {
        var json = provider.ToJson();
        foreach (var secret in _secrets)
        {
            (json["credentials"] as JsonObject)?.Remove(secret);
        }

        return json;
    }

    private JsonResource FindTemplate(EndpointRequest request) =>
        !_names.Contains(request.Id)
            ? throw ApiException.BadRequest(
                $"Path validation error: 'No enum match for: {request.Id}' on property templateName.",
                "invalid_uri"
            )
            : _templates.GetValueOrDefault(request.Id) ?? throw ApiException.Inexistent("email_template", "The template does not exist.");

    private ServerResponse CreateTemplate(EndpointRequest request)
    {
        var body = request.ReadBody();
        var name = _template.Check(body, isCreation: true).RequireText("template");
        lock (_lock)
        {
            if (_templates.ContainsKey(name))
            {
                throw new ApiException(409, "Conflict", $"Template {name} already exists.");
            }

            _templates = _templates.Add(name, new JsonResource(name, (JsonObject)body.DeepClone()));
        }

        return Answer(201, body);
    }

    private ServerResponse ChangeTemplate(EndpointRequest request)
    {
        var body = request.ReadBody();
        _template.Check(body, isCreation: false);
        lock (_lock)
        {
            var changed = FindTemplate(request).With(body);
            _templates = _templates.SetItem(request.Id, changed);
            return Answer(200, changed.ToJson());
        }
    }

    private ServerResponse PutTemplate(EndpointRequest request)
    {
        var body = request.ReadBody();
        var name = _template.Check(body, isCreation: true).RequireText("template");
        if (name != request.Id)
        {
            throw ApiException.BadRequest("The template's name can't be changed.", "invalid_body");
        }

        lock (_lock)
        {
            _templates = _templates.SetItem(name, new JsonResource(name, (JsonObject)body.DeepClone()));
        }

        return Answer(200, body);
    }

    // Auth0, "Get email provider": only the name and whether it is enabled, unless other fields are requested.
    private ServerResponse ReadProvider(EndpointRequest request)
    {
        var fields = FieldSelection.Read(request.Query);
        return Answer(200, (fields.IsAll ? _usual : fields).Apply(ShowProvider(_current ?? throw NoProvider())));
    }

    private ServerResponse CreateProvider(EndpointRequest request)
    {
        var body = request.ReadBody();
        _provider.Check(body, isCreation: true);
        lock (_lock)
        {
            if (_current is not null)
            {
                throw ApiException.Conflict("The email provider has already been configured.", "email_provider_conflict");
            }

            _current = new JsonResource("", (JsonObject)body.DeepClone());
            _current.Json["enabled"] ??= true;
            return Answer(201, ShowProvider(_current));
        }
    }

    private ServerResponse ChangeProvider(EndpointRequest request)
    {
        var body = request.ReadBody();
        _provider.Check(body, isCreation: false);
        lock (_lock)
        {
            _current = (_current ?? throw NoProvider()).With(body);
            return Answer(200, ShowProvider(_current));
        }
    }

    private ServerResponse DeleteProvider(EndpointRequest request)
    {
        lock (_lock)
        {
            _current = null;
            return new ServerResponse(204);
        }
    }
}
