using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>A page for a user with a browser. It needs no script.</summary>
internal static class HtmlPage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:36em;margin:3em auto;padding:0 1em}button{display:block;font:inherit;margin:.5em 0;padding:.4em 1em}";

    // The page is encoded as HTML instead.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="statusCode">The HTTP status.</param>
    /// <param name="title">Its title, as text.</param>
    /// <param name="body">The HTML below the title. Values from the request must be encoded (<see cref="Encode"/>).</param>
    /// <param name="language">Its language; null for English.</param>
    public static ServerResponse Answer(int statusCode, string title, string body, string? language = null) =>
        new ServerResponse(
            statusCode,
            Encoding.UTF8.GetBytes(
                $"""
                <!DOCTYPE html>
                <html lang="{Encode(language ?? "en")}">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(
                    title
                )}</title><style>{Style}</style></head>
                <body>
                <h1>{Encode(title)}</h1>
                {body}
                </body>
                </html>
                """
            )
        ).With("Content-Type", "text/html; charset=utf-8");

    /// <summary>Encodes text for use between tags and in quoted attributes.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A hidden form field.</summary>
    public static string Hidden(string name, string value) => $"<input type=\"hidden\" name=\"{Encode(name)}\" value=\"{Encode(value)}\">";

    /// <summary>A button that submits its form with a value.</summary>
    public static string Button(string name, string value, string text) =>
        $"<button name=\"{Encode(name)}\" value=\"{Encode(value)}\">{Encode(text)}</button>";

    /// <summary>What a user consents to (RFC 9396), as a list; nothing if there is none.</summary>
    public static string Details(JsonArray? details) =>
        details is null
            ? ""
            : $"<p>This authorizes:</p><ul>{string.Concat(details.Select(static one => $"<li><code>{Encode(one!.ToJsonString(_readable))}</code></li>"))}</ul>";

    /// <summary>One button for each user, which sends the user id as <c>user</c>.</summary>
    public static string UserButtons(IEnumerable<Auth0LocalTenantUser> users) =>
        string.Concat(
            users.Select(user => Button("user", user.UserId, $"Continue as {user.Email ?? user.PhoneNumber ?? user.UserId}") + "\n")
        );
}
