package dev.sallyport.mapping;

/** The answer of a look-up. Switch on it without a default branch. */
public sealed interface MappingResult {

    /** The principal is somebody, by this rule. */
    record Mapped(KubernetesUser user, MappingRule rule) implements MappingResult {}

    /** No rule speaks of the principal. */
    record Unmapped() implements MappingResult {}

    /**
     * A rule speaks of the principal, and gives no name: its template cannot be filled, as
     * <code>{{EC2PrivateDNSName}}</code> for a session that is no instance's, or the name begins with a reserved prefix.
     * The principal is refused, as by the reference; no further source is asked.
     *
     * @param problem one sentence
     */
    record Unfillable(MappingRule rule, String problem) implements MappingResult {}

    /**
     * A template needs a look-up in AWS that could not be made: nobody knows who the principal is.
     *
     * @param problem a scrubbed sentence
     */
    record Unavailable(MappingRule rule, String problem) implements MappingResult {}
}
