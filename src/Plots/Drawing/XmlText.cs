using System.Linq;
using System.Xml;

namespace ScalableMNN.Dsl.Plots;

/// <summary>Text of others in a file of ours: names may hold anything.</summary>
internal static class XmlText
{
    /// <summary>A text in which a replacement character stands for each that XML cannot hold, such as a null or half of a pair of surrogates.</summary>
    public static string Readable(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (i + 1 < characters.Length && XmlConvert.IsXmlSurrogatePair(characters[i + 1], characters[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(characters[i]))
            {
                characters[i] = '\uFFFD';
            }
        }

        return new string(characters);
    }
}
