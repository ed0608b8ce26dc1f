package dev.sallyport.mapping;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, counted in code points
 */
record Spot(int line, int column) {

    /** Where every text begins. */
    static final Spot START = new Spot(1, 1);
}
