using Auth0Flows.LocalTenant.Actions;
using Auth0Flows.LocalTenant.Configuration;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Jobs;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.RateLimits;

namespace Auth0Flows.LocalTenant;

/// <content>What the tenant answers below /api/v2/.</content>
public sealed partial class Auth0LocalTenant
{
    private void Map(Router router, Auth0LocalTenantOptions options)
    {
        var jobs = new JobStore(_clock, options.JobDuration);
        _exports = new ExportEndpoint(jobs, _clock, Issuer);
        var table = new EndpointTable();
        MapCollections(table, options, jobs);
        MapUsers(table, jobs);
        _configuration.MapTo(table);
        new KeyEndpoints(_keys, _clock).MapTo(table);
        new ActionEndpoints(new ActionStore(_clock, options.JobDuration)).MapTo(table);

        var presented = new PresentedTokens(_tokens, _proofs);
        var management = new ManagementApi(
            ManagementAudience,
            presented,
            _tenantLog,
            new RateLimiter(options.RateLimit, options.RateLimitPerSecond, _clock),
            table.Collections
        );
        var echo = new EchoApi(_apis, presented, ManagementAudience);
        router.Map("GET", RedirectEndpoint.Path, RedirectEndpoint.AnswerAsync);
        router.MapBelow(ManagementApi.Prefix, management.AnswerAsync);
        router.MapBelow(ExportEndpoint.Prefix, _exports.AnswerAsync);
        router.MapBelow(EchoApi.Prefix, echo.AnswerAsync);
    }

    private void MapCollections(EndpointTable table, Auth0LocalTenantOptions options, JobStore jobs)
    {
        var logs = new LogCollection(_tenantLog, $"{ManagementAudience}logs", options.ListLimit);
        new SearchEndpoints(_clients, _directory.Organizations, _apis).MapTo(table);
        table.Add(new ClientCollection(_clients, _keys, options.ListLimit));
        table.Add(new UserCollection(_directory, _apis, logs, _clock, options.ListLimit));
        table.Add(logs);
        table.Add(new JobCollection(jobs, _exports!, _directory, _clock));
        table.Add(new UsersByEmailCollection(_directory.Users));
        table.Add(new RoleCollection(_directory, _apis, options.ListLimit));
        table.Add(new OrganizationCollection(_directory, options.ListLimit));
        table.Add(new ConnectionCollection(_directory, _clock, options.ListLimit));
        table.Add(new ResourceServerCollection(_apis, options.ListLimit));
        table.Add(new ClientGrantCollection(_apis, _clients, options.ListLimit));
        new StatisticEndpoints(_directory.Users, _clock).MapTo(table);
    }

    private void MapUsers(EndpointTable table, JobStore jobs)
    {
        new UserSessionEndpoints(_directory, _authentication.RefreshTokens, _clients).MapTo(table);
        new UserIdentityEndpoints(_directory).MapTo(table);
        new UserBlockEndpoints(_directory.Users, _authentication.Protection).MapTo(table);
        new UserFactorEndpoints(_directory.Users, _authentication.Passkeys, _clock, Issuer).MapTo(table);
        new UserReportEndpoints(_directory).MapTo(table);
        new ClientEndpoints(_clients, _authentication.ClientKeys, _directory.Connections, _clock).MapTo(table);
        new ConnectionEndpoints(_directory, _clients, _clock).MapTo(table);
        new OrganizationEndpoints(_directory, _clients, _apis, _authentication.Outbox, _clock).MapTo(table);
        new TicketEndpoints(_directory, _clients, jobs, _authentication.Outbox, Issuer).MapTo(table);
    }
}
