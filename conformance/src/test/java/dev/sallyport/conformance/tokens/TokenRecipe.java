package dev.sallyport.conformance.tokens;

import java.util.List;

/**
 * How a token comes about. Tokens are secrets and short-lived; a recipe is neither, so it is what a report and a kept case
 * hold.
 *
 * @param maker who makes it; where a maker is missing, we do
 * @param who whose keys sign
 * @param signing what is signed; other makers than ourselves only look at the region
 * @param edits what happens to it afterwards, in order
 */
record TokenRecipe(Maker maker, String who, Signing signing, List<Edit> edits) {

    /** Who can make a token. */
    enum Maker {
        SALLYPORT, AWS_IAM_AUTHENTICATOR, AWS_CLI
    }

    TokenRecipe {
        edits = List.copyOf(edits);
    }

    TokenRecipe with(List<Edit> others) {
        return new TokenRecipe(maker, who, signing, others);
    }
}
