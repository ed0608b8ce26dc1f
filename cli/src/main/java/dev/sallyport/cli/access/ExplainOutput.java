package dev.sallyport.cli.access;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How an explanation is written: for people, as data, or as a picture's text. */
enum ExplainOutput {
    PEOPLE, JSON, YAML, DOT, MERMAID;

    /** Reads the option's value; people's output is the absence of the option. */
    static final class Converter implements ITypeConverter<ExplainOutput> {
        @Override
        public ExplainOutput convert(String value) {
            return switch (value) {
                case "json" -> JSON;
                case "yaml" -> YAML;
                case "dot" -> DOT;
                case "mermaid" -> MERMAID;
                default -> throw new TypeConversionException("expected json, yaml, dot or mermaid, not \"" + value
                        + "\"");
            };
        }
    }
}
