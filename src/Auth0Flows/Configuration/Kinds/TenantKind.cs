namespace Auth0Flows.Configuration.Kinds;

/// <summary>The tenant's settings.</summary>
internal sealed class TenantKind() : DocumentKind(KindName, new ConfigurationDocument(KindName, "tenants/settings"))
{
    private const string KindName = "tenant";
    private const string InMinutes = "_in_minutes";
    private const int MinutesOfAnHour = 60;

    private static readonly string[] _lifetimes =
    [
        "session_lifetime",
        "idle_session_lifetime",
        "ephemeral_session_lifetime",
        "idle_ephemeral_session_lifetime",
    ];

    // Auth0 returns lifetimes in hours, and accepts them in minutes too, as auth0-deploy-cli sends them.
    public override void Clean(JsonMap map)
    {
        base.Clean(map);
        foreach (var lifetime in _lifetimes)
        {
            if (map.Remove(lifetime + InMinutes, out var value) && value is long minutes)
            {
                map[lifetime] = minutes % MinutesOfAnHour == 0 ? minutes / MinutesOfAnHour : (object)((decimal)minutes / MinutesOfAnHour);
            }
        }
    }

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change)
    {
        foreach (var step in base.StepsOf(change))
        {
            var body = (JsonMap)step.Body!;
            foreach (var lifetime in _lifetimes)
            {
                if (body.GetValueOrDefault(lifetime) is decimal or double)
                {
                    body.Remove(lifetime, out var hours);
                    body[lifetime + InMinutes] = (long)Math.Round(Convert.ToDecimal(hours, null) * MinutesOfAnHour);
                }
            }

            yield return step;
        }
    }
}
