using System.Text.Json;

namespace Auth0Flows.Http;

/// <summary>Finds out whether JSON could not be read because of its depth: a parser's exception doesn't tell.</summary>
internal static class JsonDepth
{
    /// <summary>Whether the JSON is nested too deeply (<see cref="AnswerLimits.Depth"/>).</summary>
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
            // The JSON is invalid before that depth.
        }

        return false;
    }
}
