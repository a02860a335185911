namespace Auth0Flows.Tokens;

/// <summary>The response of /authorize, received from the browser (OpenID Connect Core §3.3.2.5).</summary>
internal sealed class FrontChannelAnswer
{
    public required Auth0Secret Code { get; init; }

    public required Auth0Secret State { get; init; }

    public Auth0Secret? IdToken { get; init; }

    public Auth0Secret? AccessToken { get; init; }
}
