using System.Collections.Specialized;
using System.Text.Json;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// The tenant's own texts on the pages of a prompt:
/// <see href="https://auth0.com/docs/api/management/v2/prompts/get-custom-text-by-language"/>.
/// </summary>
/// <param name="Prompt">The prompt: <c>login</c>, <c>signup</c>, <c>mfa-otp</c>, …</param>
/// <param name="Language">The language: <c>en</c>, <c>de</c>, <c>pt-BR</c>.</param>
/// <param name="Text">The texts of each screen, by their names.</param>
public sealed record Auth0CustomText(string Prompt, string Language, OrderedDictionary Text)
{
    /// <summary>The path of the texts in the Management API.</summary>
    public static string PathOf(string prompt, string language) =>
        PathTemplate.Expand("prompts/{prompt}/custom-text/{language}", name => name == "prompt" ? prompt : language);

    /// <summary>Reads the texts in a response.</summary>
    /// <exception cref="Auth0ResponseException">The response contains something else than texts of screens.</exception>
    public static Auth0CustomText Read(string prompt, string language, Auth0ApiResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        using var json = response.ReadJson();
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            return new(prompt, language, []);
        }

        return json.RootElement.EnumerateObject().All(static screen => screen.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
            ? new(prompt, language, JsonValues.ToDictionary(json.RootElement))
            : throw new Auth0ResponseException(Auth0ErrorCode.InvalidResponse, $"{response.Request} returned something else than texts.")
            {
                Request = response.Request,
                StatusCode = response.StatusCode,
            };
    }

    /// <summary>The texts with those of another on top, screen by screen; a text or a screen that is null is removed.</summary>
    public OrderedDictionary With(OrderedDictionary changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var merged = Copy(Text);
        foreach (System.Collections.DictionaryEntry screen in changes)
        {
            if (screen.Value is null)
            {
                merged.Remove(screen.Key);
                continue;
            }

            var texts = Copy(merged[screen.Key] as OrderedDictionary);
            var changed =
                screen.Value as OrderedDictionary
                ?? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidRequestBody,
                    $"The screen '{screen.Key}' must have texts by their names: @{{ title = 'Welcome' }}."
                );
            foreach (System.Collections.DictionaryEntry text in changed)
            {
                texts.Remove(text.Key);
                if (text.Value is not null)
                {
                    texts.Add(text.Key, text.Value);
                }
            }

            merged[screen.Key] = texts;
        }

        return merged;
    }

    private static OrderedDictionary Copy(OrderedDictionary? from)
    {
        var copy = new OrderedDictionary(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in from ?? [])
        {
            copy[entry.Key] = entry.Value;
        }

        return copy;
    }

    /// <summary>The prompt and the language.</summary>
    public override string ToString() => $"{Prompt} ({Language})";
}
