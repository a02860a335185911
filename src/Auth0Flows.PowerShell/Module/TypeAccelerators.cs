using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The public types of the isolated library are invisible to type literals; as type accelerators they can be written: <c>[Auth0Token]</c>.
/// </summary>
internal static class TypeAccelerators
{
    /// <summary>Adds them, never over somebody else's.</summary>
    public static void Register()
    {
        var engine = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");
        var add = engine?.GetMethod("Add", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(Type)]);
        if (engine?.GetProperty("Get", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is not IDictionary<string, Type> existing || add is null)
        {
            return; // not documented by PowerShell: without it all cmdlets work, only the literals are missing
        }

        foreach (var type in Types())
        {
            if (!existing.ContainsKey(type.Name))
            {
                add.Invoke(null, [type.Name, type]);
            }
        }
    }

    // Named one by one: to enumerate them would load every type of the library at import. A test compares the list with the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Type[] Types() =>
    [
        typeof(Auth0Activity),
        typeof(Auth0ActivityKind),
        typeof(Auth0ApiException),
        typeof(Auth0ApiRequest),
        typeof(Auth0ApiResponse),
        typeof(Auth0AuthorizeOptions),
        typeof(Auth0AuthorizeRequest),
        typeof(Auth0Client),
        typeof(Auth0ClientAuthentication),
        typeof(Auth0ClientAuthenticationMethod),
        typeof(Auth0ClientGrant),
        typeof(Auth0ClientJwtConfiguration),
        typeof(Auth0ClientRefreshToken),
        typeof(Auth0ClientSigningKey),
        typeof(Auth0ConfigurationException),
        typeof(Auth0Connection),
        typeof(Auth0ConnectionException),
        typeof(Auth0DeviceCode),
        typeof(Auth0Domain),
        typeof(Auth0Endpoint),
        typeof(Auth0Endpoints),
        typeof(Auth0ErrorCode),
        typeof(Auth0Exception),
        typeof(Auth0FormPart),
        typeof(Auth0Grant),
        typeof(Auth0GrantType),
        typeof(Auth0Job),
        typeof(Auth0JobError),
        typeof(Auth0JobErrorReason),
        typeof(Auth0JobSummary),
        typeof(Auth0Jwt),
        typeof(Auth0ListOptions),
        typeof(Auth0Log),
        typeof(Auth0LogType),
        typeof(Auth0LogTypes),
        typeof(Auth0Mfa),
        typeof(Auth0MfaAuthenticator),
        typeof(Auth0MfaAuthenticatorType),
        typeof(Auth0MfaChallenge),
        typeof(Auth0MfaEnrollment),
        typeof(Auth0MfaRequiredException),
        typeof(Auth0Object),
        typeof(Auth0Organization),
        typeof(Auth0OrganizationMember),
        typeof(Auth0Paging),
        typeof(Auth0PasswordlessLogin),
        typeof(Auth0ResourceServer),
        typeof(Auth0ResourceServerScope),
        typeof(Auth0Resources),
        typeof(Auth0ResponseException),
        typeof(Auth0ResponseMode),
        typeof(Auth0Role),
        typeof(Auth0Secret),
        typeof(Auth0Session),
        typeof(Auth0SessionOptions),
        typeof(Auth0SigningAlgorithm),
        typeof(Auth0Token),
        typeof(Auth0TokenCheck),
        typeof(Auth0TokenException),
        typeof(Auth0TokenRequirements),
        typeof(Auth0TokenTest),
        typeof(Auth0User),
        typeof(Auth0UserExportOptions),
        typeof(Auth0UserIdentity),
        typeof(Auth0UserImportFile),
        typeof(Auth0UserImportOptions),
        typeof(Auth0UserInfo),
        typeof(LocalTenant.Auth0LocalTenant),
        typeof(LocalTenant.Auth0LocalTenantApi),
        typeof(LocalTenant.Auth0LocalTenantApplication),
        typeof(LocalTenant.Auth0LocalTenantFault),
        typeof(LocalTenant.Auth0LocalTenantFaultKind),
        typeof(LocalTenant.Auth0LocalTenantIdTokenFault),
        typeof(LocalTenant.Auth0LocalTenantIdTokenFaultKind),
        typeof(LocalTenant.Auth0LocalTenantOptions),
        typeof(LocalTenant.Auth0LocalTenantRequest),
        typeof(LocalTenant.Auth0LocalTenantSecret),
        typeof(LocalTenant.Auth0LocalTenantUser),
    ];
}
