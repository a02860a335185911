using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Soak;

/// <summary>A tenant's responses over a long time: tokens that live an hour, rotating refresh tokens, Management API rate limits.</summary>
internal sealed class SoakTenant(TimeProvider time)
{
    private const int Life = 3600;

    private int _tokens;

    public RotatingTokens RefreshTokens { get; } = new();

    public RateLimitBucket RateLimit { get; } = new(time, limit: 40, perSecond: 0.5);

    public int Tokens => _tokens;

    public RawAnswer Answer(RawRequest request) =>
        (request.Method, request.Path) switch
        {
            ("POST", "/oauth/token") => Token(request),
            ("GET", "/userinfo") => RawAnswer.Json($$"""{"sub":"{{UserOf(request)}}"}"""),
            ("GET", "/orders") => RawAnswer.Json($$"""{"user":"{{UserOf(request)}}"}"""),
            _ when RateLimit.Take() is var (mayPass, headers) => (
                mayPass ? Management(request) : RawAnswer.Json("""{"statusCode":429}""", 429)
            ) with
            {
                Headers = headers,
            },
            _ => RawAnswer.Json("{}", 404),
        };

    private static RawAnswer Management(RawRequest request) =>
        (request.Method, request.Path) switch
        {
            ("GET", "/api/v2/roles") => RawAnswer.Json("""{"start":0,"limit":2,"length":2,"total":2,"roles":[{"id":"r1"},{"id":"r2"}]}"""),
            ("POST", _) => RawAnswer.Json("""{"client_id":"c1"}""", 201),
            _ => RawAnswer.Json("""{"client_id":"c1"}"""),
        };

    private RawAnswer Token(RawRequest request)
    {
        var number = Interlocked.Increment(ref _tokens);
        if (request.Field("grant_type") == "client_credentials")
        {
            return RawAnswer.Json($$"""{"access_token":"machine.{{number}}","token_type":"Bearer","expires_in":{{Life}}}""");
        }

        var refreshToken = request.Field("refresh_token") is { } old
            ? RefreshTokens.Rotate(old)
            : RefreshTokens.Begin(request.Field("username")!);
        return refreshToken is null
            ? RawAnswer.Json("""{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}""", 403)
            : RawAnswer.Json(
                $$"""{"access_token":"{{refreshToken.Split('.')[0]}}.{{number}}","token_type":"Bearer","expires_in":{{Life}},"scope":"openid offline_access","refresh_token":"{{refreshToken}}"}"""
            );
    }

    // The token contains its user, to detect one that reaches another user.
    private static string UserOf(RawRequest request) => request.Headers["authorization"]["Bearer ".Length..].Split('.')[0];
}
