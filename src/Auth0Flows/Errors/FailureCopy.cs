namespace Auth0Flows.Errors;

/// <summary>Copies failures whose messages must not be shown as they are.</summary>
internal static class FailureCopy
{
    /// <summary>A failure of the same type with another message, and without its inner exception.</summary>
    public static Auth0Exception WithMessage(this Auth0Exception failure, string message) => failure.With(failure.Code, message);

    /// <summary>The same with another code.</summary>
    public static Auth0Exception WithCode(this Auth0Exception failure, Auth0ErrorCode code) => failure.With(code, failure.Message);

    private static Auth0Exception With(this Auth0Exception failure, Auth0ErrorCode code, string message)
    {
        Auth0Exception copy = failure switch
        {
            Auth0ConfigurationException => new Auth0ConfigurationException(code, message),
            Auth0ApiException => new Auth0ApiException(code, message),
            Auth0ResponseException => new Auth0ResponseException(code, message),
            Auth0ConnectionException => new Auth0ConnectionException(code, message),
            Auth0TokenException => new Auth0TokenException(code, message),
            _ => new Auth0Exception(code, message),
        };
        (copy.Error, copy.ErrorDescription, copy.Property, copy.Existing) = (
            failure.Error,
            failure.ErrorDescription,
            failure.Property,
            failure.Existing
        );
        (copy.StatusCode, copy.CorrelationId, copy.Request) = (failure.StatusCode, failure.CorrelationId, failure.Request);
        (copy.ClientId, copy.Audience, copy.RequiredScopes) = (failure.ClientId, failure.Audience, failure.RequiredScopes);
        copy.RetryAfter = failure.RetryAfter;
        return copy;
    }
}
