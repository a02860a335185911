using System.Globalization;
using System.Text.RegularExpressions;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows;

/// <summary>
/// A workload's identity token, which a session exchanges for tokens of the tenant, so that the workload needs no secret: where it comes
/// from, and what it is. <see href="https://auth0.com/docs/authenticate/custom-token-exchange"/>
/// </summary>
public sealed partial class Auth0FederatedToken
{
    private const string VariablePrefix = "env:";

    // GitLab lets the user choose; this is the name that the documentation of this module uses.
    private const string GitLabVariable = "AUTH0_ID_TOKEN";

    // Auth0's page "Configure Custom Token Exchange".
    private static readonly string[] _reserved =
    [
        "http://auth0.com",
        "https://auth0.com",
        "http://okta.com",
        "https://okta.com",
        "urn:ietf",
        "urn:auth0",
        "urn:okta",
    ];

    private readonly string _text;

    private Auth0FederatedToken(string text, Auth0FederatedTokenSource source, string? location, string type, string? audience) =>
        (_text, Source, Location, SubjectTokenType, Audience) = (text, source, location, type, audience);

    /// <summary>Where the token comes from.</summary>
    public Auth0FederatedTokenSource Source { get; }

    /// <summary>The name of the variable, the path of the file, or the id of the service connection; null if there is none.</summary>
    public string? Location { get; }

    /// <summary>The type of the token, which selects the tenant's token exchange profile: a URI.</summary>
    public string SubjectTokenType { get; }

    /// <summary>
    /// The audience that the token must have. GitHub is asked for it; by default, for the tenant's issuer. From other sources, a token with
    /// another audience is not sent; by default, the tenant decides.
    /// </summary>
    public string? Audience { get; }

    internal Func<string, string?> ReadVariable { get; private init; } = Environment.GetEnvironmentVariable;

    /// <summary>Parses a source.</summary>
    /// <param name="source">
    /// <c>GitHub</c>; <c>AzureDevOps</c>, or <c>AzureDevOps:</c> with the id of a service connection; <c>GitLab</c>, for the variable
    /// <c>AUTH0_ID_TOKEN</c>; <c>env:</c> with the name of another variable; or the path of a file.
    /// </param>
    /// <param name="subjectTokenType">The type of the token: the URI in the tenant's token exchange profile.</param>
    /// <param name="audience">The audience that the token must have.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// It is no source (<see cref="Auth0ErrorCode.InvalidFederatedTokenSource"/>), or the type can't be one of a profile (
    /// <see cref="Auth0ErrorCode.InvalidSubjectTokenType"/>).
    /// </exception>
    public static Auth0FederatedToken Parse(string source, string subjectTokenType, string? audience = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(subjectTokenType);
        var text = source.Trim();
        var (kind, location) = Read(text);
        return new(text, kind, location, CheckType(subjectTokenType.Trim()), AudienceOf(audience));
    }

    /// <summary>The token in a file, such as a projected token of Kubernetes. The file is read for each exchange.</summary>
    /// <param name="path">The path.</param>
    /// <param name="subjectTokenType">The type of the token: the URI in the tenant's token exchange profile.</param>
    /// <param name="audience">The audience that the token must have.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The type can't be one of a profile (<see cref="Auth0ErrorCode.InvalidSubjectTokenType"/>).
    /// </exception>
    public static Auth0FederatedToken FromFile(string path, string subjectTokenType, string? audience = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(subjectTokenType);
        return new(path, Auth0FederatedTokenSource.File, path, CheckType(subjectTokenType.Trim()), AudienceOf(audience));
    }

    /// <summary>The source, as it is specified: <c>GitHub</c>, <c>env:AUTH0_ID_TOKEN</c>, a path.</summary>
    public override string ToString() => _text;

    /// <summary>The same token, with other variables than the process has.</summary>
    internal Auth0FederatedToken With(Func<string, string?> readVariable) =>
        new(_text, Source, Location, SubjectTokenType, Audience) { ReadVariable = readVariable };

    /// <summary>
    /// Whether it is the process's own for as long as it runs: GitHub's runner gives it to the job. What is in a variable, in a file, or
    /// behind the service connection that a variable names, can be somebody else's later.
    /// </summary>
    internal bool IsOfProcess => Source == Auth0FederatedTokenSource.GitHub;

    /// <summary>What distinguishes it from other sources of the same application.</summary>
    internal string Identity => string.Create(CultureInfo.InvariantCulture, $"{Source}\n{Location}\n{SubjectTokenType}\n{Audience}");

    private static string? AudienceOf(string? audience) =>
        string.IsNullOrWhiteSpace(audience) ? null
        : StartsWith(audience.Trim(), "eyJ")
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidFederatedTokenSource,
                "The audience of the identity token is a token itself."
            )
        : audience.Trim();

    private static (Auth0FederatedTokenSource, string?) Read(string text)
    {
        const string ServiceConnection = nameof(Auth0FederatedTokenSource.AzureDevOps) + ":";
        return text switch
        {
            _ when Is(text, "GitHub") => (Auth0FederatedTokenSource.GitHub, null),
            _ when Is(text, "AzureDevOps") => (Auth0FederatedTokenSource.AzureDevOps, null),
            _ when Is(text, "GitLab") => (Auth0FederatedTokenSource.Variable, GitLabVariable),
            _ when StartsWith(text, ServiceConnection) && text[ServiceConnection.Length..].Trim() is { Length: > 0 } id => (
                Auth0FederatedTokenSource.AzureDevOps,
                id
            ),
            _ when StartsWith(text, VariablePrefix) && IsVariable(text[VariablePrefix.Length..].Trim()) => (
                Auth0FederatedTokenSource.Variable,
                text[VariablePrefix.Length..].Trim()
            ),
            _ when IsPath(text) => (Auth0FederatedTokenSource.File, text),
            _ => throw Invalid(text),
        };
    }

    private static Auth0ConfigurationException Invalid(string text)
    {
        var shown = text.Length == 0 || IsPerhapsToken(text) ? "The text" : $"'{ServerText.Clean(text)}'";
        return new(
            Auth0ErrorCode.InvalidFederatedTokenSource,
            $"{shown} is no source of identity tokens: GitHub, AzureDevOps, GitLab, env:<name of a variable>, or the path of a file."
        );
    }

    private static string CheckType(string type)
    {
        var reserved = _reserved.FirstOrDefault(name =>
            StartsWith(type, name) && (type.Length == name.Length || type[name.Length] is ':' or '/')
        );
        return reserved is not null
                ? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidSubjectTokenType,
                    $"The subject token type '{ServerText.Clean(type)}' is in the namespace {reserved}, which Auth0 reserves: a profile can't have it."
                )
            : Address.TryRead(type, out var uri) && uri.Scheme is "urn" or "https" or "http" ? type
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidSubjectTokenType,
                $"The subject token type{(IsPerhapsToken(type) ? "" : $" '{ServerText.Clean(type)}'")} is not a URI such as urn:acme:github."
            );
    }

    // Somebody may have specified the token itself. GitHub's and GitLab's job tokens have 20 to 40 characters, digits among them.
    private static bool IsPerhapsToken(string text) => text.Length > 40 || StartsWith(text, "eyJ") || TokenLike().IsMatch(text);

    [GeneratedRegex(@"[\w~+-]{21,}|(?=[\w~+-]{12})[A-Za-z_~+-]*[0-9]")]
    private static partial Regex TokenLike();

    private static bool IsPath(string text) =>
        !StartsWith(text, VariablePrefix)
        && !StartsWith(text, "eyJ")
        && !text.Contains("://", StringComparison.Ordinal)
        && (text.AsSpan().ContainsAny('/', '\\') || text.StartsWith('.'));

    // One that isn't set may be the token itself (env:$env:TOKEN), unless it looks like a variable's name: that is repeated in errors.
    private static bool IsVariable(string name) =>
        name.Length > 0
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_')
        && (Conventional().IsMatch(name) || Environment.GetEnvironmentVariable(name) is not null);

    [GeneratedRegex("^[A-Za-z]{0,14}[0-9]{0,2}(_[A-Za-z]{0,14}[0-9]{0,4})*$")]
    private static partial Regex Conventional();

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
