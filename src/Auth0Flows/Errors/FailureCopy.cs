namespace Auth0Flows.Errors;

/// <summary>Copies failures whose messages must not be shown as they are.</summary>
internal static class FailureCopy
{
    /// <summary>A failure of the same type with another message, and without its inner exception.</summary>
    public static Auth0Exception WithMessage(this Auth0Exception failure, string message)
    {
        Auth0Exception copy = failure switch
        {
            Auth0ConfigurationException => new Auth0ConfigurationException(failure.Code, message),
            Auth0ApiException => new Auth0ApiException(failure.Code, message),
            Auth0ResponseException => new Auth0ResponseException(failure.Code, message),
            Auth0ConnectionException => new Auth0ConnectionException(failure.Code, message),
            Auth0TokenException => new Auth0TokenException(failure.Code, message),
            _ => new Auth0Exception(failure.Code, message),
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
