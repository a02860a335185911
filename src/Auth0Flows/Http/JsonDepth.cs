using System.Text.Json;

namespace Auth0Flows.Http;

/// <summary>How deeply JSON is nested that could not be read: a parser's failure doesn't tell that it was for this.</summary>
internal static class JsonDepth
{
    /// <summary>Whether it is nested more deeply than is read (<see cref="AnswerLimits.Depth"/>).</summary>
    public static bool IsTooLarge(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = AnswerLimits.Depth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= AnswerLimits.Depth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // It is not JSON before that.
        }

        return false;
    }
}
