using System.Text.Json;

namespace Auth0Flows.Http;

/// <summary>
/// Counts the values in JSON, at all levels. The object of a value takes a hundred times the memory of its text or more: small values would
/// cost gigabytes long before the text reaches its limit.
/// </summary>
internal static class JsonSize
{
    private static readonly JsonReaderOptions _any = new() { MaxDepth = int.MaxValue };

    /// <summary>Whether there are too many values. The parser reports invalid JSON.</summary>
    public static bool IsTooLarge(ReadOnlySpan<byte> json)
    {
        // Each value except the first of its list follows a comma. Texts may contain commas too; only then are the values counted.
        if (json.Count((byte)',') + json.Count((byte)'[') + json.Count((byte)'{') < AnswerLimits.Values)
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(_any));
        try
        {
            var values = 0;
            while (reader.Read())
            {
                values += reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.EndArray or JsonTokenType.EndObject ? 0 : 1;
                if (values > AnswerLimits.Values)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            // The parser reports it.
        }

        return false;
    }
}
