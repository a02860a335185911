namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>
/// A field of an export: a name such as <c>user_metadata.country</c> or <c>identities[0].connection</c>, and its name in the file.
/// </summary>
internal sealed record ExportField(string Name, string ExportAs);
