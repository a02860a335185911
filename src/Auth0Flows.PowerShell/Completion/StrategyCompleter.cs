using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the types of connections that Auth0 documents for <c>strategy</c>.</summary>
internal sealed class StrategyCompleter : WordCompleter
{
    private static readonly string[] _strategies =
    [
        "ad",
        "adfs",
        "amazon",
        "apple",
        "auth0",
        "auth0-oidc",
        "baidu",
        "bitbucket",
        "bitly",
        "box",
        "custom",
        "daccount",
        "dropbox",
        "dwolla",
        "email",
        "evernote",
        "evernote-sandbox",
        "exact",
        "facebook",
        "fitbit",
        "github",
        "google-apps",
        "google-oauth2",
        "instagram",
        "ip",
        "line",
        "linkedin",
        "oauth1",
        "oauth2",
        "office365",
        "oidc",
        "okta",
        "paypal",
        "paypal-sandbox",
        "pingfederate",
        "planningcenter",
        "salesforce",
        "salesforce-community",
        "salesforce-sandbox",
        "samlp",
        "sharepoint",
        "shop",
        "shopify",
        "sms",
        "soundcloud",
        "thirtysevensignals",
        "twitter",
        "untappd",
        "vkontakte",
        "waad",
        "weibo",
        "windowslive",
        "wordpress",
        "yahoo",
        "yandex",
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        _strategies.Select(static strategy => new Suggestion(strategy, strategy == "auth0" ? "A database of users" : null));
}
