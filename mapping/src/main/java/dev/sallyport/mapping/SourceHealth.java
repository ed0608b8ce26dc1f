package dev.sallyport.mapping;

/** How a source is. Switch on it without a default branch. */
public sealed interface SourceHealth {

    /** The rules are those of the source's newest text. */
    record Current() implements SourceHealth {}

    /** There are no rules yet; {@code why} in one sentence. */
    record NotYetRead(String why) implements SourceHealth {}

    /** An older reading is in force for part of the text; {@code why} names section and line. */
    record Degraded(String why) implements SourceHealth {}
}
