namespace Auth0Flows.Tests.LocalTenant;

/// <summary>node-auth0, Auth0's own client for Node.js, works against the local tenant.</summary>
public sealed class NodeClientTests : TenantTest
{
    [Fact]
    public async Task ManagementClient_WorksOver_Users_Roles_Organizations_Actions()
    {
        var folder = await NodePackage.RestoreAsync("node-auth0", Cancel);

        var (exitCode, output) = await NodePackage.RunAsync(
            "node",
            folder,
            new()
            {
                ["TENANT_DOMAIN"] = Tenant.Domain,
                ["TENANT_CLIENT_ID"] = Tenant.ClientId,
                ["TENANT_CLIENT_SECRET"] = Secret,
            },
            Cancel,
            "management.mjs"
        );

        Assert.True(exitCode == 0, output);
        Assert.Equal("users, roles, organizations, actions", output.Trim());
        Assert.True(Tenant.GetUser("node").IsBlocked);
        Assert.Equal(2, Tenant.CountRequests("POST", "/api/v2/organizations"));
        Assert.Equal(1, Tenant.CountRequests("POST", "/oauth/token"));
    }
}
