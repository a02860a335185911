using System.Management.Automation;
using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Creates the address that logs a user out of the tenant in the browser, or opens it.</summary>
[Cmdlet(
    VerbsCommon.New,
    "Auth0LogoutUri",
    DefaultParameterSetName = "Token",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low
)]
[OutputType(typeof(Auth0LogoutRequest))]
public sealed class NewAuth0LogoutUriCommand : SessionCmdletBase
{
    /// <summary>The user's token: its ID token says who logs out, so that the user isn't asked.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Token")]
    [TokenObject]
    [ValidateNotNull]
    public Auth0Token? Token { get; set; }

    /// <summary>An ID token that was stored elsewhere.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "IdTokenHint")]
    [Secret]
    [ValidateNotNull]
    public SecureString? IdTokenHint { get; set; }

    /// <summary>Where the browser goes afterwards; one of the application's Allowed Logout URLs.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? RedirectUri { get; set; }

    /// <summary>A value that the redirect URI gets back.</summary>
    [Parameter(ParameterSetName = "Token"), Parameter(ParameterSetName = "IdTokenHint")]
    [ValidateNotNullOrEmpty]
    public string? State { get; set; }

    /// <summary>The session to end: the claim sid of the ID token.</summary>
    [Parameter(ParameterSetName = "Token"), Parameter(ParameterSetName = "IdTokenHint")]
    [ValidateNotNullOrEmpty]
    public string? LogoutHint { get; set; }

    /// <summary>The languages of the page that asks the user, in the order of preference: de, en.</summary>
    [Parameter(ParameterSetName = "Token"), Parameter(ParameterSetName = "IdTokenHint")]
    [ValidateNotNullOrEmpty]
    public string[] UiLocales { get; set; } = [];

    /// <summary>Logs the user out of the identity provider of the login, too, where Auth0 supports it.</summary>
    [Parameter]
    public SwitchParameter Federated { get; set; }

    /// <summary>Uses the older endpoint /v2/logout, which needs no ID token and asks nothing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "V2")]
    public SwitchParameter V2 { get; set; }

    /// <summary>Opens the address in this machine's browser, and returns nothing.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var request = ResolveSession()
            .CreateLogoutRequest(
                new Auth0LogoutOptions
                {
                    Token = Token,
                    IdTokenHint = IdTokenHint,
                    RedirectUri = RedirectUri,
                    State = State is null ? null : Auth0Secret.FromPlainText(State),
                    LogoutHint = LogoutHint,
                    UiLocales = UiLocales,
                    IsFederated = Federated,
                    IsV2 = V2,
                }
            );
        if (!Open)
        {
            WriteObject(request);
        }
        else if (ShouldProcess(request.Endpoint.AbsoluteUri, "Log out in the browser") && !TryOpen(request.SecretUri))
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.NoBrowser, "No browser can be opened on this machine.");
        }

        return default;
    }

    private protected override object? ErrorTarget => Token;

    private static bool TryOpen(SecureString address) => Browser.TryOpen(new Uri(new NetworkCredential("", address).Password));
}
