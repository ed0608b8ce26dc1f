/**
 * The map in the words of other tools.
 *
 * <p>Enters: aws-auth. Leaves: manifests as data, to be written as YAML or JSON, and a sentence for each rule that the
 * other form cannot say. Start at {@code MapExport}.
 */
@NullMarked
package dev.sallyport.cluster.export;

import org.jspecify.annotations.NullMarked;
