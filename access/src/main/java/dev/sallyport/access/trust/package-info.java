/**
 * Trust policies: who may assume a role of IAM, as far as the role itself says.
 *
 * <p>Enters: a policy's text, as IAM keeps it. Leaves: whom it names, in words and as answers about one principal. Nobody is
 * asked, and what the principal's own policies say is not part of it.
 */
@NullMarked
package dev.sallyport.access.trust;

import org.jspecify.annotations.NullMarked;
