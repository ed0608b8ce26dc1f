/**
 * Writes of {@code kube-system/aws-auth} that lose nothing, and the history of them.
 *
 * <p>Enters: a plan, which turns the map as it stands into the map as it should be. Leaves: the outcome of a conditional
 * write, and revisions, each with the whole text, who, when and why. Revisions are ControllerRevisions beside the map.
 * Read {@code AwsAuthWriter} first: it says how two objects that cannot be written at once are kept in step. What others
 * write past it, {@code AwsAuthRecorder} sees and records.
 */
@NullMarked
package dev.sallyport.cluster.history;

import org.jspecify.annotations.NullMarked;
