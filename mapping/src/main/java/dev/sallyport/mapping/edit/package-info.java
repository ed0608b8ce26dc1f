/**
 * Editing of {@code aws-auth} that keeps what people wrote.
 *
 * <p>Owns the way from a map and a list of edits to the map's new text. In come an {@code AwsAuth} and
 * {@code MappingEdit}s; out goes an {@code EditOutcome}: the map with the new text and the lines that changed, or why
 * nothing was written. Works on lines, not on a dumped tree, and reads its own result before it hands it out. Read
 * {@code MappingEditor} first, then {@code SectionEditor}.
 */
@NullMarked
package dev.sallyport.mapping.edit;

import org.jspecify.annotations.NullMarked;
