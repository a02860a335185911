namespace Auth0Flows.PowerShell;

/// <summary>What a person does next about an error: in one or two sentences, with the command where there is one.</summary>
internal static class RecommendedActions
{
    public static string For(Auth0Exception failure) =>
        SignInActions.For(failure)
        ?? failure.Code switch
        {
            Auth0ErrorCode.NotConnected => "Run Connect-Auth0, or set AUTH0_DOMAIN and AUTH0_CLIENT_ID (and AUTH0_CLIENT_SECRET).",
            Auth0ErrorCode.SessionNotFound => "Get-Auth0Session -ListAvailable shows those that there are.",
            Auth0ErrorCode.SessionClosed => "Connect anew with Connect-Auth0.",
            Auth0ErrorCode.MissingAudience =>
                "Name the API with -Audience, or give Connect-Auth0 a default with -Audience (or AUTH0_AUDIENCE).",
            Auth0ErrorCode.MissingClientSecret =>
                "Connect with -ClientSecret (a SecureString: Read-Host -AsSecureString) or -PrivateKeyPath; or sign in as a user: Get-Auth0Token -GrantType Password.",
            Auth0ErrorCode.InvalidApiAddress => "Use -Path for the Management API and -Uri for an API of your own.",
            Auth0ErrorCode.TemplateValueMissing => "Pipe objects that have the property, or write the value into the path.",
            Auth0ErrorCode.InvalidRequestBody => "Give -Body a hashtable, an object or JSON text.",
            Auth0ErrorCode.InvalidHeader => "Leave the header out of -Headers, or correct it.",
            Auth0ErrorCode.TokenAudienceMismatch =>
                "Get a token for that API: Get-Auth0Token -Audience. If the tenant has a custom domain, give Connect-Auth0 its -ManagementAudience.",
            Auth0ErrorCode.HostNotFound => "Check the spelling of -Domain, and the network and its DNS.",
            Auth0ErrorCode.ConnectionFailed => "Check -Domain, the network, and a proxy or firewall on the way.",
            Auth0ErrorCode.SecureConnectionFailed =>
                "Check -Domain; a proxy on the way may present a certificate of its own, which this machine must trust.",
            Auth0ErrorCode.RequestTimeout => "Try again; raise -TimeoutSec of Connect-Auth0 if the network is slow.",
            Auth0ErrorCode.IncompleteResponse => "Try again; if it stays so, look for a proxy that cuts answers.",
            Auth0ErrorCode.InvalidResponse =>
                "Check that -Domain and its port name an Auth0 tenant; a proxy on the way may have answered in its place.",
            Auth0ErrorCode.AnswerTooLarge when failure.Request?.Contains("/api/v2/", StringComparison.Ordinal) == true =>
                "Ask for less at once, with a smaller page or fewer fields; or have it written to a file: Invoke-Auth0Api -OutFile has no limit.",
            Auth0ErrorCode.AnswerTooLarge =>
                "Check that -Domain names an Auth0 tenant and that nothing on the way changes its answers; of an API of your own, -OutFile takes answers of any size.",
            Auth0ErrorCode.InternalError =>
                "This is an error of the module: please report it, with what Get-Error shows. The session works on.",
            Auth0ErrorCode.RedirectRefused => "Name the address that it redirects to, if you trust it.",
            Auth0ErrorCode.UnexpectedContentType =>
                "Check that -Domain names an Auth0 tenant; a proxy or a login page may have answered in its place.",
            Auth0ErrorCode.InvalidJson
            or Auth0ErrorCode.MissingAccessToken
            or Auth0ErrorCode.MissingExpiresIn
            or Auth0ErrorCode.InvalidExpiresIn
            or Auth0ErrorCode.UnsupportedTokenType =>
                "Check that -Domain names an Auth0 tenant and that nothing on the way changes its answers.",
            Auth0ErrorCode.InvalidClient => $"Check the client id {failure.ClientId} and its secret, and connect again with Connect-Auth0.",
            Auth0ErrorCode.UnauthorizedClient =>
                $"Allow the grant in the settings of application {failure.ClientId}: Advanced Settings, Grant Types.",
            Auth0ErrorCode.UnknownAudience when failure.Audience?.EndsWith("/api/v2/", StringComparison.Ordinal) == true =>
                "If -Domain is a custom domain, give Connect-Auth0 the -ManagementAudience of the tenant's canonical domain: https://acme.eu.auth0.com/api/v2/.",
            Auth0ErrorCode.UnknownAudience =>
                $"Check the audience {failure.Audience}: it is the identifier of an API of the tenant, to the letter (https://…/ with its slash).",
            Auth0ErrorCode.ClientGrantMissing =>
                $"Authorize application {failure.ClientId} for the API {failure.Audience} (Applications, APIs), or create the client grant: New-Auth0ClientGrant -ClientId {failure.ClientId} -Audience {failure.Audience}.",
            Auth0ErrorCode.ScopeNotGranted =>
                $"Grant {Scopes(failure)} of the API {failure.Audience} to application {failure.ClientId}, or ask for less with -Scope.",
            Auth0ErrorCode.AccessDenied => "The tenant's log tells more (Monitoring, Logs); a rule or an Action may have refused.",
            Auth0ErrorCode.InvalidOrganization => "Check the organization's name or id, and that the application may use it.",
            Auth0ErrorCode.InvalidToken => $"Get a token for this API: its audience is {failure.Audience ?? "not known"}.",
            Auth0ErrorCode.InsufficientScope when failure.RequiredScopes is [var scope, ..] && failure.Audience is not null =>
                $"Grant {Scopes(failure)} to application {failure.ClientId}, as one who may: Set-Auth0ClientGrant -ClientId {failure.ClientId} -Audience {failure.Audience} -AddScope {scope}; then get a new token: Get-Auth0Token -Force.",
            Auth0ErrorCode.InsufficientScope =>
                $"Grant the missing scope to application {failure.ClientId}, then get a new token with Get-Auth0Token -Force.",
            Auth0ErrorCode.NotFound when failure.StatusCode is null => "Check how the name is spelled, and that it is of this tenant.",
            Auth0ErrorCode.NotFound => "Check the path, the id or the name; an unknown path and an unknown object both answer 404.",
            Auth0ErrorCode.InvalidBody when failure.Property is { } property => $"Correct '{property}' as the message says.",
            Auth0ErrorCode.InvalidBody => "Correct the body as the message says.",
            Auth0ErrorCode.InvalidQuery => "Correct the query as the message says.",
            Auth0ErrorCode.InvalidPaging => "Ask for an earlier page, or narrow the list with a filter.",
            Auth0ErrorCode.Conflict when failure.Existing is not null =>
                "Change the object that exists (it is the error's TargetObject), or choose another name.",
            Auth0ErrorCode.Conflict => "Change the object that exists (PATCH), or choose another name.",
            Auth0ErrorCode.FileNotFound => "Check the path; it starts at the current location.",
            Auth0ErrorCode.FileNotReadable or Auth0ErrorCode.FileNotWritable => "Check the path and what may be done there.",
            Auth0ErrorCode.JobFailed => "The tenant's log tells more (Monitoring, Logs).",
            Auth0ErrorCode.JobTimeout => "The job goes on: wait for it again with -JobId.",
            Auth0ErrorCode.ImportRefused when failure.Message.Contains("already exists", StringComparison.Ordinal) =>
                "Import the user with -Upsert to change the one who is there.",
            Auth0ErrorCode.ImportRefused => "Correct the user as the message says, and import it again.",
            Auth0ErrorCode.RateLimited when failure.RetryAfter is { } delay =>
                $"Try again in {delay.TotalSeconds:0} s, with fewer requests at once.",
            Auth0ErrorCode.RateLimited => "Try again later, with fewer requests at once.",
            Auth0ErrorCode.ServerError => "Try again later; Auth0's state is at status.auth0.com.",
            Auth0ErrorCode.InvalidDomain =>
                "Give the domain as the dashboard shows it (Applications, Settings, Domain): acme.eu.auth0.com.",
            Auth0ErrorCode.PortInUse => "Choose another -Port; 0 gives a free one.",
            Auth0ErrorCode.InvalidGrant => "Start again: what was presented is wrong, used or expired.",
            Auth0ErrorCode.InvalidRequest or Auth0ErrorCode.InvalidScope =>
                "Check the parameters; the tenant's log tells more (Monitoring, Logs).",
            Auth0ErrorCode.UnsupportedGrantType => "Check that -Domain names an Auth0 tenant that knows this grant.",
            Auth0ErrorCode.Forbidden => $"Check what application {failure.ClientId} may do; the API's own log may tell more.",
            _ => "Run it again with -Verbose; the tenant's log tells more (Monitoring, Logs).",
        };

    private static string Scopes(Auth0Exception failure) =>
        failure.RequiredScopes switch
        {
            [] => "the scopes",
            [var one] => one,
            var several => string.Join(" or ", several),
        };
}
