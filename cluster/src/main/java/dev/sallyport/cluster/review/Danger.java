package dev.sallyport.cluster.review;

import dev.sallyport.mapping.RulePlace;

/**
 * Something that a change would do, and that whoever makes it should accept by name or not do.
 *
 * @param code what sort of danger
 * @param place where the rule stood that is dropped or altered, or where the new one stands
 * @param consequence what happens if the change is made, one sentence
 * @param remedy what to do instead, one sentence
 */
public record Danger(DangerCode code, RulePlace place, String consequence, String remedy) {}
