using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Accepts an account of a user as text, provider and id (<c>google-oauth2|115015401343387192604</c>), or as the object: a user's identity,
/// or a user.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdentityTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        TextOf(inputData) is { } text && text.IndexOf('|', StringComparison.Ordinal) is var bar && bar > 0 && bar < text.Length - 1
            ? text
            : throw new ArgumentTransformationMetadataException(
                "Specify an account by its provider and its id, as in 'google-oauth2|115015401343387192604', or pass a user or a user's identity."
            );

    /// <summary>The provider, and the id without it.</summary>
    public static (string Provider, string Id) Split(string identity)
    {
        var bar = identity.IndexOf('|', StringComparison.Ordinal);
        return (identity[..bar], identity[(bar + 1)..]);
    }

    private static string? TextOf(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            string text => text,
            Auth0UserIdentity { Provider: { } provider, UserId: { } id } => $"{provider}|{id}",
            Auth0User user => user.UserId,
            // From a job or a file: only the properties are left.
            PSCustomObject when value is PSObject { Properties: var properties } => properties["UserId"]?.Value is string id
                ? properties["Provider"]?.Value is string provider
                    ? $"{provider}|{id}"
                    : id
                : null,
            _ => null,
        };
}
