using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Tokens;

/// <summary>A caller without a valid token waits for the new one until the timeout of any response, not just until patience ends.</summary>
public sealed class RenewalTests : LoginTest
{
    private static readonly TimeSpan _morePatience = TimeSpan.FromSeconds(11);

    [Fact]
    public async Task Renewal_OfAnExpiredToken_WaitsForASlowTenant()
    {
        var held = await SignInForLongAsync(Mobile);
        Time.Advance(held.ExpiresIn);
        var slow = Hold();
        var renewing = Mobile.GetTokenAsync(Orders, cancellationToken: Cancel).AsTask();
        await slow.ArrivedAsync();

        Time.Advance(_morePatience);
        slow.Fault.Release();

        Assert.NotSame(held, await renewing);
    }

    [Fact]
    public async Task Renewal_OfATokenThatExpiresMeanwhile_WaitsForASlowTenant()
    {
        var held = await SignInForLongAsync(Mobile);
        Time.Advance(held.ExpiresIn - TimeSpan.FromSeconds(5));
        var slow = Hold();
        var renewing = Mobile.GetTokenAsync(Orders, cancellationToken: Cancel).AsTask();
        await slow.ArrivedAsync();

        Time.Advance(_morePatience);
        slow.Fault.Release();

        Assert.NotSame(held, await renewing);
    }

    private (Auth0LocalTenantFault Fault, Func<Task> ArrivedAsync) Hold()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Tenant.RequestReceived += (_, _) => arrived.TrySetResult();
        var fault = new Auth0LocalTenantFault { Path = "/oauth/token", Kind = Auth0LocalTenantFaultKind.Hold };
        Tenant.AddFault(fault);
        return (fault, () => arrived.Task.WaitAsync(Cancel));
    }
}
