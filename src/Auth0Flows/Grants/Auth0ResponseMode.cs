namespace Auth0Flows;

/// <summary>How the answer of /authorize comes to the redirect address.</summary>
public enum Auth0ResponseMode
{
    /// <summary>
    /// <c>form_post</c>: as a form that the browser posts. The secure choice: nothing stands in an address (OAuth 2.0 Form Post Response
    /// Mode).
    /// </summary>
    FormPost,

    /// <summary><c>query</c>: in the address. For the response type <c>code</c> alone.</summary>
    Query,
}
