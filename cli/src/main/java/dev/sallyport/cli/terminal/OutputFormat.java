package dev.sallyport.cli.terminal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a report is written: for people, or as data with {@code -o json|yaml}. */
public enum OutputFormat {
    PEOPLE, JSON, YAML;

    /** The report as text, ending in a line break; only for the data formats. */
    public String write(Object report) {
        try {
            if (this == YAML) {
                YAMLFactory factory = YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build();
                return new ObjectMapper(factory).writeValueAsString(report);
            }
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of ours is no data: " + e.getOriginalMessage(), e);
        }
    }

    /** The report as one of many that follow each other: a line of JSON, or a YAML document with its mark. */
    public String writeNext(Object report) {
        try {
            return this == YAML ? "---\n" + write(report) : new ObjectMapper().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of ours is no data: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads the option's value; people's output is the absence of the option. */
    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            return switch (value) {
                case "json" -> JSON;
                case "yaml" -> YAML;
                default -> throw new TypeConversionException("expected json or yaml, not \"" + value + "\"");
            };
        }
    }
}
