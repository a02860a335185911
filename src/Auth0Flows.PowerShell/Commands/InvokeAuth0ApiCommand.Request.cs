namespace Auth0Flows.PowerShell;

/// <content>Creates the request from the parameters.</content>
public sealed partial class InvokeAuth0ApiCommand
{
    private Auth0ApiRequest CreateRequest(TemplateValues values) =>
        new()
        {
            Method = new HttpMethod(Method),
            Path = ParameterSetName == PathSet ? PathTemplate.ExpandPath(Path, values.Find) : null,
            Uri = ParameterSetName == UriSet ? PathTemplate.ExpandUri(Uri, values.Find) : null,
            Query = NameValuePairs.Of(Query),
            Headers = NameValuePairs.Of(Headers),
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
