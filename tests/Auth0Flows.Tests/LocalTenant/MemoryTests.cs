using System.IO.Compression;
using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Tenants of any size use no memory for objects that nobody reads.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests : ManagementTenantTest
{
    [Fact]
    public async Task ManyUsers_AreExportedWithoutBeingKept()
    {
        StartTenant(options => options.UserCount = 300_000);
        var job = Text(await PostAsync("jobs/users-exports", """{"fields":[{"name":"user_id"}]}""", HttpStatusCode.OK), "id");
        var location = Text(await GetAsync($"jobs/{job}"), "location");
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await using var body = await Http.GetStreamAsync(new Uri(location), Cancel);
        await using var plain = new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        var count = 0;
        long most = 0;
        while (await reader.ReadLineAsync(Cancel) is not null)
        {
            if (++count % 100_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        Assert.Equal(300_000, count);
        Assert.True(most - before < 16 * 1024 * 1024, $"{most - before} bytes");
    }

    [Fact]
    public async Task AMillionEntries_CostNoMemory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        StartTenant(options => options.LogCount = 1_000_000);

        var page = await GetAsync("logs?from=900&take=100");
        Assert.Equal(100, page.AsArray().Count);
        Assert.Equal(100, (await GetAsync("logs?take=100&per_page=100")).AsArray().Count);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 32 * 1024 * 1024);
    }

    [Fact]
    public async Task AMillionUsers_AreThereAtOnceAndCostNoMemory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        StartTenant(options => options.UserCount = 1_000_000);

        var last = (await GetAsync("users?sort=&q=email:user999999@example.com"))[0]!;

        Assert.Equal(Text(last, "user_id"), Text(await GetAsync(UserPath(Text(last, "user_id"))), "user_id"));
        Assert.Equal(1_000_000, (await GetAsync("users?include_totals=true&per_page=1"))["total"]!.GetValue<int>());
        var used = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(used < 32 * 1024 * 1024, $"{used} bytes");
    }
}
