/**
 * What is wrong with a map, and what can be mended mechanically.
 *
 * <p>Owns the judgement of what reading alone does not find: ARNs that match nobody, names and groups that are unwise,
 * entries in each other's way. In comes an {@code AwsAuth}; out go {@code LintFinding}s, those of the reading among them,
 * each with the edits that mend it where that is safe. Looks at the text alone: no cluster, no IAM. Read {@code MapLint}
 * first; every code is explained in {@code docs/findings.md}.
 */
@NullMarked
package dev.sallyport.mapping.lint;

import org.jspecify.annotations.NullMarked;
