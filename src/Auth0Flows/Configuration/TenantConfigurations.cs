using System.Text.Json;
using Auth0Flows.Api;
using Auth0Flows.Api.Lists;
using Auth0Flows.Configuration.Kinds;
using Auth0Flows.Sessions;

namespace Auth0Flows.Configuration;

/// <summary>Reads the configuration of a session's tenant, and plans its changes.</summary>
internal sealed class TenantConfigurations(SessionContext context, ApiCaller api, ApiLists lists)
{
    public async Task<Auth0Configuration> ReadAsync(
        Auth0ConfigurationOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var kinds = KindSelection.Of(options);
        var tenant = new TenantReader(api, lists, context.ClientId, context.ManagementAudience, activity);
        var names = await NameIndex
            .ReadAsync(tenant, kinds.SelectMany(Named).Concat(["clients"]).ToHashSet(StringComparer.Ordinal), cancellationToken)
            .ConfigureAwait(false);
        var reader = new TenantSnapshots(tenant, names);
        var snapshots = new List<KindSnapshot>();
        foreach (var (index, kind) in kinds.Index())
        {
            activity?.Report(
                new Auth0Activity(Auth0ActivityKind.Progress, $"Reading {kind.Name} of {context.Domain}.")
                {
                    Done = index,
                    Total = kinds.Count,
                }
            );
            if (await reader.ReadAsync(kind, cancellationToken).ConfigureAwait(false) is { } snapshot)
            {
                snapshots.Add(snapshot);
            }
        }

        var unsupported =
            options.Kinds.Count > 0 ? [] : await KindSelection.UnsupportedInAsync(tenant, cancellationToken).ConfigureAwait(false);
        string[] notices = [.. reader.Notices, .. unsupported.Select(static kind => $"{kind} (not supported)")];
        return new Auth0Configuration(context.Domain.ToString(), isFolder: false, snapshots, notices)
        {
            Names = names,
            ClientId = context.ClientId,
            ManagementAudience = context.ManagementAudience,
            OwnApis = kinds.Any(static kind => kind.Audiences.Count > 0)
                ? await ApisAsync(tenant, cancellationToken).ConfigureAwait(false)
                : new HashSet<string>(),
        };
    }

    public Auth0ConfigurationPlan Plan(IEnumerable<Auth0Difference> differences, Auth0Configuration tenant, bool removes)
    {
        if (tenant.Names is not { } names)
        {
            throw new ArgumentException("The configuration is not a tenant's.", nameof(tenant));
        }

        var planner = new ConfigurationPlanner(tenant, removes);
        var changes = planner.Plan(differences);
        foreach (var change in changes.Where(static change => change.Failure is null))
        {
            change.Failure = FailureOf(change, tenant);
        }

        return new Auth0ConfigurationPlan(changes, planner.Kept, new ConfigurationChanges(context, api), names);
    }

    private static Auth0ConfigurationException? FailureOf(Auth0ConfigurationChange change, Auth0Configuration tenant) =>
        tenant.Snapshots.Any(one => one.Kind == change.Definition && one.Ambiguous.Contains(change.Change.Name))
            ? new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidConfiguration,
                $"Several of the {change.Kind} are named '{change.Name}': which one is meant can't be known. Give them different names."
            )
        : change.Action == Auth0ConfigurationAction.Create && tenant.Snapshots.Any(one => one.Kind == change.Definition && one.HasUnknown)
            ? new Auth0ConfigurationException(
                Auth0ErrorCode.IncompleteList,
                $"Not all of the {change.Kind} could be read: '{change.Change.Name}' may exist already, so it isn't created."
            )
        : change.Steps.Count == 0
            ? new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidConfiguration,
                $"The API has no request that gives {change.Kind} '{change.Name}' {Wanted(change)}."
            )
        : null;

    private static string Wanted(Auth0ConfigurationChange change) =>
        change.Property.Count > 0 ? $"this value of {string.Join(", ", change.Property)}" : "the wanted state";

    private static async Task<IReadOnlySet<string>> ApisAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        try
        {
            var apis = await tenant.ListAsync("resource-servers", cancellationToken).ConfigureAwait(false);
            return ManagementApi
                .Others(
                    apis.Where(static api => api.ValueKind == JsonValueKind.Object)
                        .Select(static api => JsonTree.ReadMap(api, new SecretRule()))
                )
                .Where(identifier => identifier != tenant.ManagementAudience)
                .ToHashSet(StringComparer.Ordinal);
        }
        catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.InsufficientScope || TenantReader.IsRefused(failure))
        {
            return new HashSet<string>();
        }
    }

    // An organization names client grants by their applications.
    private static IEnumerable<string> Named(ConfigurationKind kind) =>
        kind.References.Select(static reference => reference.Kind).Concat(kind is OrganizationKind ? [ClientGrantKind.KindName] : []);
}
