using System;
using System.IO;
using System.Xml;
using System.Xml.Linq;
using ScalableMNN.Generators.Diagnostics;

namespace ScalableMNN.Generators.Sbml;

/// <summary>Reads text as XML that may come from anywhere: no document type, no entities, nothing from outside, and no more depth or length than a model has.</summary>
internal static class SbmlXml
{
    /// <summary>No more characters than this: the largest published models have some ten million.</summary>
    private const int LargestText = 100_000_000;

    /// <summary>Elements are not nested deeper than this, so that whatever walks over formulas does not run out of stack.</summary>
    private const int DeepestElement = 256;

    public static XDocument Read(string text)
    {
        if (text.Length > LargestText)
        {
            throw new SbmlFault(Descriptors.SbmlTooLarge, 1, 1, $"it has more than {LargestText} characters");
        }

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestText,
            MaxCharactersFromEntities = 1024,
        };
        try
        {
            using (var reader = XmlReader.Create(new StringReader(text), settings))
            {
                while (reader.Read())
                {
                    if (reader.Depth > DeepestElement)
                    {
                        var (line, column) = reader is IXmlLineInfo info ? (info.LineNumber, info.LinePosition) : (1, 1);
                        throw new SbmlFault(Descriptors.SbmlTooLarge, line, column, $"elements are nested more than {DeepestElement} deep");
                    }
                }
            }

            using var second = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(second, LoadOptions.SetLineInfo);
        }
        catch (XmlException fault)
        {
            throw new SbmlFault(Descriptors.SbmlNotXml, fault.LineNumber, fault.LinePosition, fault.Message);
        }
    }
}
