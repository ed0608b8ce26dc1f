/**
 * YAML as the reference authenticator's library reads it, down to its faults.
 *
 * <p>Owns the way from a section's text to what it means: {@code YamlText} makes a tree of it, {@code YamlEvaluation}
 * works out tags, anchors and merge keys. In comes any text; out comes a value that says what was read or where it
 * breaks. Who gets into a cluster on EKS hangs on these very rules, and YAML libraries for Java follow others. Nothing
 * outside {@code dev.sallyport.mapping} should need it.
 *
 * <p>Known to differ from the reference: nesting deeper than 100, or 400 through aliases, is refused here (10,000
 * there); a control character is refused wherever it stands (there not always, behind the first document).
 */
@NullMarked
package dev.sallyport.mapping.yaml;

import org.jspecify.annotations.NullMarked;
