using System.Text.RegularExpressions;

namespace Auth0Flows.Configuration;

/// <summary>The marker in place of a secret: <c>##CONNECTIONS_ACME_CLIENT_SECRET##</c>.</summary>
internal static partial class SecretMarker
{
    public static string Of(string kind, string name, string path) =>
        $"##{Other().Replace($"{kind}_{name}_{path.Split('.')[^1]}".ToUpperInvariant(), "_")}##";

    [GeneratedRegex("[^A-Z0-9]+")]
    private static partial Regex Other();
}
