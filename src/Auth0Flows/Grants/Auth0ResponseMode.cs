namespace Auth0Flows;

/// <summary>How /authorize returns the response to the redirect URI.</summary>
public enum Auth0ResponseMode
{
    /// <summary>
    /// <c>form_post</c>: the browser posts a form. The secure choice, because no value is in a URL (OAuth 2.0 Form Post Response Mode).
    /// </summary>
    FormPost,

    /// <summary><c>query</c>: in the URL. Only for the response type <c>code</c>.</summary>
    Query,
}
