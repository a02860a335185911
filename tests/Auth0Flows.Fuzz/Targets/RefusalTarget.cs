using System.Net;

namespace Auth0Flows.Fuzz;

/// <summary>What a server says when it refuses. The body's length chooses the status.</summary>
internal abstract class RefusalTarget : AnswerTarget
{
    private static readonly HttpStatusCode[] _statuses =
    [
        HttpStatusCode.BadRequest,
        HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden,
        HttpStatusCode.NotFound,
        HttpStatusCode.Conflict,
        HttpStatusCode.TooManyRequests,
        HttpStatusCode.InternalServerError,
    ];

    protected sealed override HttpStatusCode Status(byte[] body) => _statuses[body.Length % _statuses.Length];

    protected sealed override (string Shown, string Outcome) ReadAnswer(HttpExchange answer)
    {
        var refusal = ReadRefusal(answer);
        Must.BeDocumented(refusal);
        Must.Hold(refusal.StatusCode == answer.StatusCode, "The status is lost.");
        Must.Hold(
            refusal.RequiredScopes.All(static scope => scope.Length > 0 && !scope.Contains(' ', StringComparison.Ordinal)),
            "A scope is none."
        );
        Must.Hold(refusal.Message.Length < 2_000, $"The message is too long to read: {refusal.Message.Length} characters");
        var words = $"{refusal.Error is null} {refusal.ErrorDescription is null}";
        var rest = $"{refusal.RequiredScopes.Count > 0} {refusal.Property is null} {refusal.GetType().Name}";
        return (refusal.Message, $"{refusal.Code} {words} {rest}");
    }

    protected abstract Auth0Exception ReadRefusal(HttpExchange answer);
}
