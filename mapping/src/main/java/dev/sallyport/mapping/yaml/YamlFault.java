package dev.sallyport.mapping.yaml;

/**
 * Something for which the reference gives up a whole section.
 *
 * @param problem says what, after the words "it cannot be read: "
 */
public record YamlFault(Spot spot, String problem) {

    /** Carries a fault out of a walk through nodes; caught where an entry ends. */
    public static final class Found extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient YamlFault fault;
        private final boolean endless;

        Found(YamlFault fault, boolean endless) {
            super(fault.problem(), null, false, false);
            this.fault = fault;
            this.endless = endless;
        }

        /** What was found. */
        public YamlFault fault() {
            return fault;
        }

        /** Whether nothing after it should be looked at either. */
        public boolean endless() {
            return endless;
        }
    }
}
