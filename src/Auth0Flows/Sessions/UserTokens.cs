namespace Auth0Flows.Sessions;

/// <summary>The tokens of a session's users. An API is called with the token of the last login for it.</summary>
internal sealed class UserTokens
{
    // More expired logins than anybody looks for; fewer stay, so that their calls say that the login expired.
    private const int MostExpired = 64;

    private readonly Lock _gate = new();
    private volatile Auth0Token[] _tokens = []; // in the order of the logins
    private Auth0Token[] _replaced = []; // by a later login of the same user; their refresh tokens are still valid
    private bool _isClosed;

    /// <summary>The tokens that are valid or can be renewed.</summary>
    public IEnumerable<Auth0Token> Usable => _tokens.Where(static token => !token.IsExpired || token.RefreshToken is not null);

    /// <summary>The tokens with valid refresh tokens, including replaced ones: all that can be revoked.</summary>
    public IReadOnlyList<Auth0Token> Revocable
    {
        get
        {
            lock (_gate)
            {
                return [.. _replaced.Concat(_tokens).Where(static token => token.IsRenewable).DistinctBy(static token => token.Family)];
            }
        }
    }

    /// <summary>Gets the token of the last login for this API; without an API, of the last login.</summary>
    /// <param name="audience">The API.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="takesNone">Whether a login without an organization is also suitable.</param>
    public Auth0Token? Find(string? audience, string? organization, bool takesNone = false)
    {
        var tokens = _tokens;
        for (var i = tokens.Length - 1; i >= 0; i--)
        {
            if (
                (audience is null || IsFor(tokens[i], audience))
                && (organization is null || IsIn(tokens[i], organization) || (takesNone && tokens[i].Organization is null))
            )
            {
                return tokens[i];
            }
        }

        return null;
    }

    public bool Contains(Auth0Token token) => _tokens.Contains(token);

    /// <summary>
    /// Keeps the token of a login. It replaces an earlier token of the same user for the same API. A token that is no access token isn't
    /// kept.
    /// </summary>
    public void Add(Auth0Token token)
    {
        if (!token.IsForApis)
        {
            return;
        }

        lock (_gate)
        {
            _replaced =
            [
                .. _replaced
                    .Concat(_tokens.Where(other => IsSame(other, token) && other.Family != token.Family))
                    .Where(static other => other.IsRenewable),
            ];
            Auth0Token[] others = [.. _tokens.Where(other => !IsSame(other, token))];
            var expired = others.Where(static other => other.IsExpired && !other.IsRenewable).SkipLast(MostExpired).ToHashSet();
            _tokens = _isClosed ? [] : [.. others.Where(other => !expired.Contains(other)), token];
        }
    }

    /// <summary>Adds the tokens of logins that were stored before those of this session.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="replaced">Those of logins that later ones replaced.</param>
    public void AddStored(IReadOnlyList<Auth0Token> tokens, IReadOnlyList<Auth0Token> replaced)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            // A stored login for which this session has one of its own can only be revoked.
            var ofOwn = tokens.ToLookup(stored => _tokens.Any(held => IsSame(held, stored)));
            _replaced = [.. _replaced.Concat(replaced).Concat(ofOwn[true]).DistinctBy(static token => token.Family)];
            _tokens = [.. ofOwn[false], .. _tokens];
        }
    }

    /// <summary>Replaces the tokens that it renews with a renewed token.</summary>
    public void Renew(Auth0Token renewed)
    {
        lock (_gate)
        {
            _tokens = [.. _tokens.Select(token => token.Family == renewed.Family && IsSame(token, renewed) ? renewed : token).Distinct()];
        }
    }

    public void Remove(Func<Auth0Token, bool> isToGo)
    {
        lock (_gate)
        {
            _tokens = [.. _tokens.Where(token => !isToGo(token))];
        }
    }

    /// <summary>Removes all tokens, and keeps no new ones: a login may still be in progress.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _tokens = _replaced = [];
        }
    }

    private static bool IsFor(Auth0Token token, string audience) =>
        token.AudienceAsked is { } asked ? asked == audience : token.Audience.Contains(audience);

    private static bool IsIn(Auth0Token token, string organization) =>
        token.OrganizationAsked == organization || token.Organization == organization;

    private static bool IsSame(Auth0Token one, Auth0Token other) =>
        one.AudienceAsked == other.AudienceAsked
        && one.Subject == other.Subject
        && one.Organization == other.Organization
        && one.DetailsAsked == other.DetailsAsked
        && one.ScopeAsked.ToString() == other.ScopeAsked.ToString();
}
