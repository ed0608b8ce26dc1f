/**
 * The files and the protocol between kubectl and a credential plugin.
 *
 * <p>Owns reading, merging and writing kubeconfig files so that people's text stays theirs, and
 * {@code ExecCredential}. In come files and a cluster's coordinates; out goes the new text, written whole or not at
 * all. Read {@code Kubeconfig} first.
 */
@NullMarked
package dev.sallyport.kubeconfig;

import org.jspecify.annotations.NullMarked;
