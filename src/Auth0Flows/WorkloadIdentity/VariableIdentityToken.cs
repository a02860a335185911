namespace Auth0Flows.WorkloadIdentity;

/// <summary>
/// A token in an environment variable, where GitLab's keyword <c>id_tokens</c> puts it: <see
/// href="https://docs.gitlab.com/ci/secrets/id_token_authentication/"/>.
/// </summary>
internal sealed class VariableIdentityToken(Func<string, string?> read, string name) : IdentityTokenSource
{
    public override Task<string> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken) =>
        read(name)?.Trim() is { Length: > 0 } token
            ? Task.FromResult(token)
            : throw Missing(
                string.Equals(read("GITLAB_CI"), "true", StringComparison.OrdinalIgnoreCase)
                    ? $"The environment variable {name} has no identity token: the job in .gitlab-ci.yml needs id_tokens: with {name} and its aud."
                    : $"The environment variable {name} has no identity token."
            );
}
