using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>A property that a body may have.</summary>
internal sealed class Property
{
    private readonly string _type;
    private readonly string[] _values;

    /// <param name="declaration">
    /// The name, with <c>!</c> if a creation requires it; the type: text, flag, integer, number, object, list, texts, objects, any, or the
    /// allowed values separated by bars; and <c>fixed</c> if a change doesn't accept it: <c>type! http|splunk fixed</c>.
    /// </param>
    public Property(string declaration)
    {
        var words = declaration.Split(' ');
        IsRequired = words[0][^1] == '!';
        Name = words[0].TrimEnd('!');
        _type = words.Length > 1 ? words[1] : "text";
        _values = _type.Contains('|', StringComparison.Ordinal) ? _type.Split('|') : [];
        IsFixed = words.Length > 2;
    }

    public string Name { get; }

    public bool IsRequired { get; }

    /// <summary>Whether only a creation accepts it.</summary>
    public bool IsFixed { get; }

    /// <exception cref="ApiException">The value has another type, or isn't one of the allowed values.</exception>
    public void Check(BodyReader body)
    {
        if (!body.Has(Name))
        {
            return;
        }

        switch (_type)
        {
            case "text":
                if (IsRequired)
                {
                    body.RequireText(Name);
                }

                body.Text(Name);
                break;
            case "flag":
                body.Flag(Name);
                break;
            case "integer":
                body.Integer(Name);
                break;
            case "number" when body.Body[Name]!.GetValueKind() != JsonValueKind.Number:
                throw ApiException.InvalidBody($"Expected type number but found type {JsonBody.TypeOf(body.Body[Name])}", Name);
            case "object":
                body.Object(Name);
                break;
            case "list":
                body.Array(Name);
                break;
            case "texts":
                body.Texts(Name);
                break;
            case "objects":
                CheckObjects(body.Array(Name)!);
                break;
            case "any" or "number":
                break;
            default:
                var text = body.Text(Name)!;
                if (_values.Length > 0 ? !_values.Contains(text) : text != _type)
                {
                    throw ApiException.InvalidBody($"No enum match for: {text}", Name);
                }

                break;
        }
    }

    private void CheckObjects(JsonArray array)
    {
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i] is not JsonObject)
            {
                throw ApiException.InvalidBody($"Expected type object but found type {JsonBody.TypeOf(array[i])}", $"{Name}[{i}]");
            }
        }
    }
}
