namespace Auth0Flows.PowerShell;

/// <summary>The recommended action for an error: one or two sentences, with a command if there is one.</summary>
internal static class RecommendedActions
{
    public static string For(Auth0Exception failure) =>
        SignInActions.For(failure)
        ?? failure.Code switch
        {
            Auth0ErrorCode.NotConnected => "Run Connect-Auth0, or set AUTH0_DOMAIN and AUTH0_CLIENT_ID (and AUTH0_CLIENT_SECRET).",
            Auth0ErrorCode.SessionNotFound => "Run Get-Auth0Session -ListAvailable to list the available sessions.",
            Auth0ErrorCode.SessionClosed => "Connect again with Connect-Auth0.",
            Auth0ErrorCode.MissingAudience =>
                "Specify the API with -Audience, or set a default with Connect-Auth0 -Audience (or AUTH0_AUDIENCE).",
            Auth0ErrorCode.MissingClientSecret =>
                "Connect with -ClientSecret (a SecureString: Read-Host -AsSecureString) or -PrivateKeyPath; or sign in as a user: Get-Auth0Token -GrantType Password.",
            Auth0ErrorCode.InvalidApiAddress => "Use -Path for the Management API and -Uri for an API of your own.",
            Auth0ErrorCode.TemplateValueMissing => "Pipe objects that have the property, or write the value into the path.",
            Auth0ErrorCode.InvalidRequestBody => "Specify -Body as a hashtable, an object or JSON text.",
            Auth0ErrorCode.InvalidHeader => "Remove the header from -Headers, or correct it.",
            Auth0ErrorCode.TokenAudienceMismatch =>
                "Get a token for that API: Get-Auth0Token -Audience. If the tenant has a custom domain, specify Connect-Auth0 -ManagementAudience.",
            Auth0ErrorCode.HostNotFound => "Check the spelling of -Domain, the network and its DNS.",
            Auth0ErrorCode.ConnectionFailed => "Check -Domain, the network, and any proxy or firewall in between.",
            Auth0ErrorCode.SecureConnectionFailed =>
                "Check -Domain. A proxy may present its own certificate, which this machine must trust.",
            Auth0ErrorCode.RequestTimeout => "Try again; if the network is slow, increase Connect-Auth0 -TimeoutSec.",
            Auth0ErrorCode.IncompleteResponse => "Try again; if the error persists, look for a proxy that truncates answers.",
            Auth0ErrorCode.InvalidResponse => "Check that -Domain and its port name an Auth0 tenant. A proxy may have answered instead.",
            Auth0ErrorCode.AnswerTooLarge when failure.Request?.Contains("/api/v2/", StringComparison.Ordinal) == true =>
                "Request less at once, with a smaller page or fewer fields, or write the answer to a file: Invoke-Auth0Api -OutFile has no limit.",
            Auth0ErrorCode.AnswerTooLarge =>
                "Check that -Domain names an Auth0 tenant and that no proxy changes its answers. For an API of your own, -OutFile accepts answers of any size.",
            Auth0ErrorCode.InternalError =>
                "This is an error in the module: please report it, with the output of Get-Error. The session can still be used.",
            Auth0ErrorCode.RedirectRefused => "If you trust the address that it redirects to, specify that address.",
            Auth0ErrorCode.UnexpectedContentType =>
                "Check that -Domain names an Auth0 tenant. A proxy or a login page may have answered instead.",
            Auth0ErrorCode.InvalidJson
            or Auth0ErrorCode.MissingAccessToken
            or Auth0ErrorCode.MissingExpiresIn
            or Auth0ErrorCode.InvalidExpiresIn
            or Auth0ErrorCode.UnsupportedTokenType => "Check that -Domain names an Auth0 tenant and that no proxy changes its answers.",
            Auth0ErrorCode.InvalidClient => $"Check the client id {failure.ClientId} and its secret, and connect again with Connect-Auth0.",
            Auth0ErrorCode.UnauthorizedClient =>
                $"Allow the grant in the settings of application {failure.ClientId}: Advanced Settings, Grant Types.",
            Auth0ErrorCode.UnknownAudience when failure.Audience?.EndsWith("/api/v2/", StringComparison.Ordinal) == true =>
                "If -Domain is a custom domain, specify Connect-Auth0 -ManagementAudience with the tenant's canonical domain: https://acme.eu.auth0.com/api/v2/.",
            Auth0ErrorCode.UnknownAudience =>
                $"Check the audience {failure.Audience}: it must be exactly the identifier of an API of the tenant (https://…/ with its slash).",
            Auth0ErrorCode.ClientGrantMissing =>
                $"Authorize application {failure.ClientId} for the API {failure.Audience} (Applications, APIs), or create the client grant: New-Auth0ClientGrant -ClientId {failure.ClientId} -Audience {failure.Audience}.",
            Auth0ErrorCode.ScopeNotGranted =>
                $"Grant {Scopes(failure)} of the API {failure.Audience} to application {failure.ClientId}, or request fewer with -Scope.",
            Auth0ErrorCode.AccessDenied =>
                "See the tenant's log for details (Monitoring, Logs); a rule or an Action may have refused the request.",
            Auth0ErrorCode.InvalidOrganization => "Check the organization's name or id, and that the application may use it.",
            Auth0ErrorCode.InvalidToken => $"Get a token for this API: its audience is {failure.Audience ?? "not known"}.",
            Auth0ErrorCode.InsufficientScope when failure.RequiredScopes is [var scope, ..] && failure.Audience is not null =>
                $"Grant {Scopes(failure)} to application {failure.ClientId}, in a session that is allowed to do so: Set-Auth0ClientGrant -ClientId {failure.ClientId} -Audience {failure.Audience} -AddScope {scope}; then get a new token: Get-Auth0Token -Force.",
            Auth0ErrorCode.InsufficientScope =>
                $"Grant the missing scope to application {failure.ClientId}, then get a new token with Get-Auth0Token -Force.",
            Auth0ErrorCode.NotFound when failure.StatusCode is null =>
                "Check the spelling of the name, and check that it belongs to this tenant.",
            Auth0ErrorCode.NotFound =>
                "Check the path, the id or the name; Auth0 answers 404 for both an unknown path and an unknown object.",
            Auth0ErrorCode.InvalidBody when failure.Property is { } property => $"Correct '{property}' as the message says.",
            Auth0ErrorCode.InvalidBody => "Correct the body as the message says.",
            Auth0ErrorCode.InvalidQuery => "Correct the query as the message says.",
            Auth0ErrorCode.InvalidPaging => "Request an earlier page, or narrow the list with a filter.",
            Auth0ErrorCode.Conflict when failure.Existing is not null =>
                "Change the existing object (the error's TargetObject), or choose another name.",
            Auth0ErrorCode.Conflict => "Change the existing object (PATCH), or choose another name.",
            Auth0ErrorCode.FileNotFound => "Check the path; a relative path starts at the current location.",
            Auth0ErrorCode.FileNotReadable or Auth0ErrorCode.FileNotWritable => "Check the path and its permissions.",
            Auth0ErrorCode.JobFailed => "See the tenant's log for details (Monitoring, Logs).",
            Auth0ErrorCode.JobTimeout => "The job is still running: use -JobId to wait for it again.",
            Auth0ErrorCode.ImportRefused when failure.Message.Contains("already exists", StringComparison.Ordinal) =>
                "Import the user with -Upsert to change the existing user.",
            Auth0ErrorCode.ImportRefused => "Correct the user as the message says, and import it again.",
            Auth0ErrorCode.RateLimited when failure.RetryAfter is { } delay =>
                $"Try again in {delay.TotalSeconds:0} s, with fewer requests at once.",
            Auth0ErrorCode.RateLimited => "Try again later, with fewer requests at once.",
            Auth0ErrorCode.ServerError => "Try again later; status.auth0.com shows the state of Auth0.",
            Auth0ErrorCode.InvalidDomain =>
                "Specify the domain as the dashboard shows it (Applications, Settings, Domain): acme.eu.auth0.com.",
            Auth0ErrorCode.PortInUse => "Choose another -Port; 0 selects a free one.",
            Auth0ErrorCode.InvalidGrant => "Start again: the code or token is wrong, already used or expired.",
            Auth0ErrorCode.InvalidRequest or Auth0ErrorCode.InvalidScope =>
                "Check the parameters; see the tenant's log for details (Monitoring, Logs).",
            Auth0ErrorCode.UnsupportedGrantType => "Check that -Domain names an Auth0 tenant that supports this grant.",
            Auth0ErrorCode.Forbidden => $"Check what application {failure.ClientId} is allowed to do; the API's own log may show more.",
            _ => "Run it again with -Verbose, and see the tenant's log for details (Monitoring, Logs).",
        };

    private static string Scopes(Auth0Exception failure) =>
        failure.RequiredScopes switch
        {
            [] => "the scopes",
            [var one] => one,
            var several => string.Join(" or ", several),
        };
}
