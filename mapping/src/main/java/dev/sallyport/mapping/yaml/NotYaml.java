package dev.sallyport.mapping.yaml;

/** Carries a scanner's or parser's complaint to {@link YamlText}, which makes a value of it. */
final class NotYaml extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Spot spot;
    private final String problem;

    NotYaml(Spot spot, String problem) {
        super(problem, null, false, false);
        this.spot = spot;
        this.problem = problem;
    }

    Spot spot() {
        return spot;
    }

    /** What was found or missed, in a few words. */
    String problem() {
        return problem;
    }
}
