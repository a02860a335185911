using System.Text.RegularExpressions;

namespace Auth0Flows;

/// <summary>A path with names in braces: <c>clients/{client_id}/credentials</c>.</summary>
public static partial class PathTemplate
{
    /// <summary>Fills the names in, percent-encoded, so that a value stays one segment of the path.</summary>
    /// <param name="template">The path.</param>
    /// <param name="valueOf">Gives the value of a name; null where there is none.</param>
    /// <exception cref="Auth0ConfigurationException">A name has no value, or one that would change the path (<see cref="Auth0ErrorCode.TemplateValueMissing"/>).</exception>
    public static string Expand(string template, Func<string, string?> valueOf) => Name().Replace(template, match =>
    {
        var name = match.Groups[1].Value;
        var value = valueOf(name);
        // Empty, '.' and '..' would silently address something else: DELETE clients/ instead of clients/abc.
        return value is null or "" or "." or ".."
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.TemplateValueMissing,
                value is null ? $"The path {template} asks for '{name}', which the object doesn't have." : $"The path {template} asks for '{name}', and the object's value '{value}' is none that a path can hold.")
            : Uri.EscapeDataString(value);
    });

    /// <summary>The same for an address. Only what is behind the host can be filled in: an object must not choose where a token goes.</summary>
    /// <exception cref="Auth0ConfigurationException">It is no address (<see cref="Auth0ErrorCode.InvalidApiAddress"/>), or a name has no value.</exception>
    public static Uri ExpandUri(string template, Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(template);
        return Uri.TryCreate(template.Split('{')[0], UriKind.Absolute, out var start) && start.Host.Length > 0
            && Uri.TryCreate(Expand(template, valueOf), UriKind.Absolute, out var uri) && uri.Authority == start.Authority
            ? uri
            : throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidApiAddress, $"'{template}' is no address of an API: expected https://host/path.");
    }

    [GeneratedRegex(@"\{([^{}/]+)\}")]
    private static partial Regex Name();
}
