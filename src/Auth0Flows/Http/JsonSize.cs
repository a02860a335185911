using System.Text.Json;

namespace Auth0Flows.Http;

/// <summary>
/// How many values JSON holds, in all its levels. What is built of a value takes a hundred times its text and more: small values cost
/// gigabytes long before their text has its largest size.
/// </summary>
internal static class JsonSize
{
    private static readonly JsonReaderOptions _any = new() { MaxDepth = int.MaxValue };

    /// <summary>Whether there are more values than are read. JSON that is broken is left to who reads it.</summary>
    public static bool IsTooLarge(ReadOnlySpan<byte> json)
    {
        // Each value but the first of its list stands behind a comma. Texts may hold commas, too: then it is counted.
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
            // Its reader says so.
        }

        return false;
    }
}
