namespace Auth0Flows.PowerShell;

/// <summary>Completes the types of log streams.</summary>
internal sealed class LogStreamTypeCompleter()
    : FixedCompleter(
        new("http", "A webhook: httpEndpoint, httpAuthorization, httpContentFormat"),
        new("datadog", "Datadog: datadogApiKey, datadogRegion"),
        new("eventbridge", "Amazon EventBridge: awsAccountId, awsRegion"),
        new("eventgrid", "Azure Event Grid: azureSubscriptionId, azureRegion, azureResourceGroup"),
        new("splunk", "Splunk: splunkDomain, splunkPort, splunkToken, splunkSecure"),
        new("sumo", "Sumo Logic: sumoSourceAddress"),
        new("segment", "Segment: segmentWriteKey"),
        new("mixpanel", "Mixpanel: mixpanelRegion, mixpanelProjectId and a service account")
    );

/// <summary>Completes the categories of log entries that a log stream can deliver.</summary>
internal sealed class LogStreamFilterCompleter()
    : FixedCompleter(
        new("auth.login.fail"),
        new("auth.login.notification"),
        new("auth.login.success"),
        new("auth.logout.fail"),
        new("auth.logout.success"),
        new("auth.signup.fail"),
        new("auth.signup.success"),
        new("auth.silent_auth.fail"),
        new("auth.silent_auth.success"),
        new("auth.token_exchange.fail"),
        new("auth.token_exchange.success"),
        new("management.fail"),
        new("management.success"),
        new("scim.event"),
        new("system.notification"),
        new("user.fail"),
        new("user.notification"),
        new("user.success"),
        new("other")
    );
