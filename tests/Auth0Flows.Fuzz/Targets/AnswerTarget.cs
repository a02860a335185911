using System.Net;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>An endpoint's answer in JSON. Whatever becomes of it, no secret in it is shown.</summary>
internal abstract class AnswerTarget : FuzzTarget
{
    protected virtual HttpStatusCode Status(byte[] body) => HttpStatusCode.OK;

    /// <summary>Reads the answer.</summary>
    /// <returns>What would be shown of it, and the outcome in a few words.</returns>
    protected abstract (string Shown, string Outcome) ReadAnswer(HttpExchange answer);

    protected sealed override string Read(byte[] input)
    {
        try
        {
            var (shown, outcome) = ReadAnswer(Tenant.Answer(Status(input), input));
            HideSecrets(input, shown);
            return outcome;
        }
        catch (Auth0Exception failure)
        {
            HideSecrets(input, failure.Message);
            throw;
        }
    }

    private static void HideSecrets(byte[] input, string shown)
    {
        if (Inputs.Json(input) is { ValueKind: JsonValueKind.Object } json)
        {
            Must.HideSecrets(json, input, shown);
        }
    }
}
