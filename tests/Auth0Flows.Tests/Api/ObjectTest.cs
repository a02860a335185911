using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>Reads objects from responses that the test specifies.</summary>
public abstract class ObjectTest : SessionTest
{
    private protected async Task<T> ReadAsync<T>(Auth0Resource<T> resource, string json)
        where T : class
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = json,
            }
        );
        return await Session.GetAsync(resource, "abc", cancellationToken: Cancel);
    }

    private protected Task<Auth0User> ReadUserAsync(string json) => ReadAsync(Auth0Resources.Users, json);
}
