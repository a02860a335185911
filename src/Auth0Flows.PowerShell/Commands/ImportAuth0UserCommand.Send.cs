namespace Auth0Flows.PowerShell;

// Sends a full file, and reports what became of its users.
public sealed partial class ImportAuth0UserCommand
{
    private async ValueTask SendAsync(int count, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var users = count == 1 ? "1 user" : $"{count:N0} users";
        if (
            !ShouldProcess(
                $"POST {session.AddressOf(new Auth0ApiRequest { Path = "jobs/users-imports" })}\n    {users} into {Connection}",
                $"Import {users} into {Connection}?",
                "Confirm"
            )
        )
        {
            return;
        }

        var options = new Auth0UserImportOptions
        {
            ConnectionId = _import.ConnectionId ??= (await ConnectionIdAsync(session, cancellationToken).ConfigureAwait(true))!,
            Upsert = Upsert,
            ExternalId = ExternalId,
            SendsCompletionEmail = SendCompletionEmail,
        };
        var job = await session.StartUserImportAsync(options, content, Patience, Activity, cancellationToken).ConfigureAwait(true);
        if (!NoWait)
        {
            job = await session.WaitJobAsync(job.Id!, Patience, Activity, cancellationToken).ConfigureAwait(true);
        }

        WriteObject(ApiObject.OfTyped(job));
        if (job.Summary?.Failed is > 0 and var failed)
        {
            var told = await WriteRefusedAsync(session, job.Id!, cancellationToken).ConfigureAwait(true);
            if (told < failed)
            {
                WriteWarning(
                    $"Auth0 did not import {failed:N0} of the users into {Connection}, and told the reasons of {told:N0} of them (job {HostText.OneLine(job.Id!)})."
                );
            }
        }
    }

    // Each user who was refused is one error, without the secrets that came with them.
    private async ValueTask<long> WriteRefusedAsync(Auth0Session session, string jobId, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (
            var refused in session.ListAsync(Auth0Resources.JobErrors(jobId), null, Activity, cancellationToken).ConfigureAwait(true)
        )
        {
            WriteError(ErrorRecords.From(Auth0ErrorCode.ImportRefused, refused.ToString(), ApiObject.Of(refused.PublicUser)));
            count++;
        }

        return count;
    }
}
