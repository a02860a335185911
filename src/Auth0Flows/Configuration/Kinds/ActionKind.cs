namespace Auth0Flows.Configuration.Kinds;

/// <summary>Actions. A change of the code is a draft until the action is deployed.</summary>
internal sealed class ActionKind() : ListKind("actions", "actions/actions")
{
    private const string Deployed = "deployed";

    // Auth0 calls it all_changes_deployed, auth0-deploy-cli deployed.
    public override void Clean(JsonMap map)
    {
        if (map.Remove("all_changes_deployed", out var deployed))
        {
            map[Deployed] = deployed;
        }

        base.Clean(map);
    }

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change) =>
        change.Wanted is null
            // Auth0, "Delete an action": one that is bound to a trigger is only deleted if that is forced.
            ? [new ChangeStep(HttpMethod.Delete, $"{ObjectPath}?force=true") { Before = change.Current!.Properties }]
            : base.StepsOf(change);

    // Auth0, "Deploy an action": it must be built first. A reference that doesn't say so leaves a draft, whatever the tenant has.
    private protected override IEnumerable<ChangeStep> PartSteps(ObjectChange change) =>
        change.Reference?.GetValueOrDefault(Deployed) is true
            ? [new ChangeStep(HttpMethod.Post, $"{ObjectPath}/deploy") { Awaits = ("status", "built") }]
            : [];
}
