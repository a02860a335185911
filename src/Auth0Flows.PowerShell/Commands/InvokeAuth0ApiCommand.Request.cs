namespace Auth0Flows.PowerShell;

/// <content>Creates the request from the parameters.</content>
public sealed partial class InvokeAuth0ApiCommand
{
    private Auth0ApiRequest CreateRequest(TemplateValues values)
    {
        var secrets = new List<Auth0Secret>();
        return new()
        {
            Method = new HttpMethod(Method),
            Path = ParameterSetName == PathSet ? PathTemplate.ExpandPath(Path, values.Find) : null,
            Uri = ParameterSetName == UriSet ? PathTemplate.ExpandUri(Uri, values.Find) : null,
            Query = NameValuePairs.Of(Query, secrets),
            Headers = NameValuePairs.Of(Headers, secrets),
            Secrets = secrets,
            Body = PlainObject.Of(Body),
            BodyFile = InFile is null ? null : FilePathOf(InFile),
            Form = FormParts.Of(Form),
            ContentType = ContentType,
            CorrelationId = CorrelationId,
            SkipsErrorCheck = SkipHttpErrorCheck,
            Audience = Audience,
            Token = Token ?? InputObject?.BaseObject as Auth0Token,
        };
    }
}
