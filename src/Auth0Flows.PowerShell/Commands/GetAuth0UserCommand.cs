using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets users: by id, by e-mail address, by role, or by a search.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0User", DefaultParameterSetName = SearchSet, SupportsPaging = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("GET users")]
[ApiEndpoint("GET users/{id}")]
[ApiEndpoint("GET users-by-email", Parameter = nameof(Email))]
[ApiEndpoint("GET roles/{id}/users")]
public sealed class GetAuth0UserCommand : ResourceCmdletBase
{
    private const string SearchSet = "Search";
    private const string IdSet = "UserId";
    private const string EmailSet = "Email";
    private const string RoleSet = "Role";

    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>The exact e-mail addresses of the users. Several users may have the same one, in several connections.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmailSet)]
    [ValidateNotNullOrEmpty]
    public string[] Email { get; set; } = [];

    /// <summary>The roles of the users.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RoleSet)]
    [Alias("role_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string[] RoleId { get; set; } = [];

    /// <summary>The search query in Lucene syntax: 'name:Ali* AND email_verified:true'.</summary>
    [Parameter(Position = 0, ParameterSetName = SearchSet)]
    [ValidateNotNullOrEmpty]
    public string? Search { get; set; }

    /// <summary>The connections of the users, by name.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[]? Connection { get; set; }

    /// <summary>The sort order: a property, a colon, 1 or -1. 'last_login:-1' returns the latest first.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidatePattern(@"^[\w.-]+:-?1$")]
    public string? Sort { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName switch
        {
            IdSet => GetEachAsync(Auth0Resources.Users, UserId, cancellationToken),
            EmailSet => ForEachAsync(Email, email => FindAsync(email, cancellationToken)),
            RoleSet => ListEachAsync(Auth0Resources.UsersOf, RoleId, new ApiQuery(), cancellationToken),
            _ => ListAsync(Auth0Resources.Users, Query(), cancellationToken),
        };

    private protected override object? ErrorTarget =>
        ParameterSetName switch
        {
            IdSet => UserId,
            EmailSet => Email,
            RoleSet => RoleId,
            _ => Search,
        };

    private async ValueTask FindAsync(string email, CancellationToken cancellationToken)
    {
        if (await WriteAsync(email, cancellationToken).ConfigureAwait(true))
        {
            return;
        }

        // Databases keep addresses in small letters, and the search is exact; other connections may keep them as they are.
        var small = email.ToLowerInvariant();
        if (small != email)
        {
            WriteVerbose($"No user has the e-mail address '{email}'. Auth0 keeps addresses in small letters: asking for '{small}'.");
            if (await WriteAsync(small, cancellationToken).ConfigureAwait(true))
            {
                return;
            }
        }

        WriteError(ErrorRecords.From(Auth0ErrorCode.NotFound, $"No user has the e-mail address '{email}'.", email));
    }

    private async ValueTask<bool> WriteAsync(string email, CancellationToken cancellationToken)
    {
        var isFound = false;
        var query = new ApiQuery().Add("email", email).Parameters;
        await foreach (
            var user in ResolveSession()
                .ListAsync(Auth0Resources.UsersByEmail, new Auth0ListOptions { Query = query }, Activity, cancellationToken)
                .ConfigureAwait(true)
        )
        {
            isFound = true;
            WriteObject(ApiObject.OfTyped(user));
        }

        return isFound;
    }

    private ApiQuery Query()
    {
        // Auth0, "Get users": the parameter connection is only for search engine v1, which no longer exists; v3 uses the query.
        var inConnection = Connection is null
            ? null
            : string.Join(" OR ", Connection.Select(static name => $"identities.connection:\"{Escape(name)}\""));
        var search = (Search, inConnection) switch
        {
            ({ } text, { } more) => $"({text}) AND ({more})",
            var (text, more) => text ?? more,
        };
        return new ApiQuery().Add("q", search).Add("search_engine", search is null ? null : "v3").Add("sort", Sort);
    }

    private static string Escape(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
