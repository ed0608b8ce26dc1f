/**
 * Who is asking, and may they.
 *
 * <p>Owns both doors of the API: authentication by bearer token (through a {@code TokenAuthenticator}, in the sandbox
 * the real webhook) or client certificate, impersonation, and authorization by the real {@code rbac}. Read
 * {@code FrontDoor} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.access;

import org.jspecify.annotations.NullMarked;
