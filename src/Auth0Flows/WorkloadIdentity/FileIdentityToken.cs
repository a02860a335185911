using System.Text;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>
/// A token in a file, which is read each time, because Kubernetes replaces it before it expires: <see
/// href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"/>.
/// </summary>
internal sealed class FileIdentityToken(string path) : IdentityTokenSource
{
    public override async Task<string> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var bytes = new byte[LongestToken + 1];
        int length;
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing($"The file with the identity token, {path}, does not exist.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Missing($"The file with the identity token, {path}, can't be read: {failure.Message}");
        }

        try
        {
            return length > LongestToken
                    ? throw new Auth0ConfigurationException(
                        Auth0ErrorCode.InvalidFederatedToken,
                        $"The file {path} has more than {LongestToken} bytes: it contains no identity token."
                    )
                : Encoding.UTF8.GetString(bytes, 0, length).Trim().TrimStart('\uFEFF') is { Length: > 0 } token ? token
                : throw Missing($"The file with the identity token, {path}, is empty.");
        }
        finally
        {
            Array.Clear(bytes);
        }
    }
}
