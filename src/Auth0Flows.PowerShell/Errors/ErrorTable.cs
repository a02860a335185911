using System.Collections.Frozen;

namespace Auth0Flows.PowerShell;

/// <summary>The category and the recommended action of each error id: one row each, in the order of <see cref="Auth0ErrorCode"/>.</summary>
internal static partial class ErrorTable
{
    private const string CheckDomain = "Check that -Domain names an Auth0 tenant and that no proxy changes its answers.";

    private static readonly FrozenDictionary<Auth0ErrorCode, ErrorEntry> _entries = new[]
    {
        Input,
        Connections,
        Answers,
        Logins,
        Authorize,
        Calls,
        Federation,
        Certificates,
    }
        .SelectMany(static entries => entries)
        .ToFrozenDictionary(static entry => entry.Code);

    /// <exception cref="KeyNotFoundException">The id has no row.</exception>
    public static ErrorEntry Of(Auth0ErrorCode code) => _entries[code];

    private static string Scopes(Auth0Exception failure) =>
        failure.RequiredScopes switch
        {
            [] => "the scopes",
            [var one] => one,
            var several => string.Join(" or ", several),
        };
}
