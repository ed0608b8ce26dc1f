package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.Spot;

/** Carries a refusal out of the depths of an edit to {@link MappingEditor}, which makes a value of it. */
final class RefusedEdit extends Exception {

    private static final long serialVersionUID = 1L;

    /** For refusals that no line is to blame for. */
    static final Spot NOWHERE = new Spot(0, 0);

    private final EditOutcome.Reason reason;
    private final transient Spot spot;
    private final String problem;
    private final String remedy;

    /**
     * A refusal.
     *
     * @param spot in the text that was to be edited
     */
    RefusedEdit(EditOutcome.Reason reason, Spot spot, String problem, String remedy) {
        super(problem, null, false, false);
        this.reason = reason;
        this.spot = spot;
        this.problem = problem;
        this.remedy = remedy;
    }

    EditOutcome.Reason reason() {
        return reason;
    }

    Spot spot() {
        return spot;
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }

    /** The same refusal, seen from a text that this one stands in. */
    RefusedEdit at(Spot elsewhere) {
        return new RefusedEdit(reason, elsewhere, problem, remedy);
    }
}
