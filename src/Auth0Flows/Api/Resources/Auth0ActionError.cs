using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>Why the build of an action failed</summary>
public sealed class Auth0ActionError : Auth0Object
{
    /// <summary>Its code.</summary>
    public string? Id { get; set; }

    /// <summary>What is wrong.</summary>
    [JsonPropertyName("msg")]
    public string? Message { get; set; }

    /// <summary>A page with more details.</summary>
    public string? Url { get; set; }

    /// <summary>Code and message.</summary>
    public override string ToString() => $"{Id}: {Message}";
}
