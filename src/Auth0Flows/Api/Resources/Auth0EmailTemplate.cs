using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A template of the e-mail that the tenant sends:
/// <see href="https://auth0.com/docs/api/management/v2/email-templates/get-email-templates-by-template-name"/>.
/// </summary>
public sealed class Auth0EmailTemplate : Auth0Object
{
    /// <summary>Its name: <c>verify_email</c>, <c>reset_email</c>, …</summary>
    public string? Template { get; set; }

    /// <summary>Whether it is used.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The sender.</summary>
    public string? From { get; set; }

    /// <summary>The subject line.</summary>
    public string? Subject { get; set; }

    /// <summary>The body: HTML with Liquid.</summary>
    public string? Body { get; set; }

    /// <summary>The syntax of the body: <c>liquid</c>.</summary>
    public string? Syntax { get; set; }

    /// <summary>Where the link leads after the action.</summary>
    [JsonPropertyName("resultUrl")]
    public string? ResultUrl { get; set; }

    /// <summary>How long the link is valid, in seconds.</summary>
    [JsonPropertyName("urlLifetimeInSeconds")]
    public long? UrlLifetimeInSeconds { get; set; }

    /// <summary>Whether the address is added to the URL after the action.</summary>
    [JsonPropertyName("includeEmailInRedirect")]
    public bool? IncludeEmailInRedirect { get; set; }

    /// <summary>Its name.</summary>
    public override string ToString() => Template ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>E-mail templates, by their names: <see href="https://auth0.com/docs/api/management/v2/email-templates"/>.</summary>
    public static Auth0Resource<Auth0EmailTemplate> EmailTemplates { get; } =
        new("email-templates", "email_templates", Auth0JsonContext.Default.Auth0EmailTemplate, Auth0Paging.None);
}
