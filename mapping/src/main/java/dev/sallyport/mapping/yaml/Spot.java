package dev.sallyport.mapping.yaml;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, counted in code points
 */
public record Spot(int line, int column) {

    /** Where every text begins. */
    public static final Spot START = new Spot(1, 1);
}
