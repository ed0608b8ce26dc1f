/**
 * Holds our webhook against aws-iam-authenticator's server, token by token, both asking the same local STS: whole tokens
 * of three makers, and what is left of them when a part is damaged. Read {@link
 * dev.sallyport.conformance.tokens.TokenRecipe} first: no token is ever written down, only how it was made.
 */
@NullMarked
package dev.sallyport.conformance.tokens;

import org.jspecify.annotations.NullMarked;
