package dev.sallyport.conformance.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The steps by which a recipe gets smaller: made by us, signed as usual, by alice, a damage less. */
final class SmallerRecipes {

    private SmallerRecipes() {}

    static Stream<TokenRecipe> of(TokenRecipe recipe) {
        List<TokenRecipe> smaller = new ArrayList<>();
        Signing usual = Signing.usual("eu-west-1");
        if (recipe.maker() != TokenRecipe.Maker.SALLYPORT) {
            smaller.add(new TokenRecipe(TokenRecipe.Maker.SALLYPORT, recipe.who(), recipe.signing(), recipe.edits()));
        }
        if (!recipe.signing().equals(usual)) {
            smaller.add(new TokenRecipe(recipe.maker(), recipe.who(), usual, recipe.edits()));
        }
        if (!recipe.who().equals("alice")) {
            smaller.add(new TokenRecipe(recipe.maker(), "alice", recipe.signing(), recipe.edits()));
        }
        for (int i = 0; i < recipe.edits().size(); i++) {
            List<Edit> less = new ArrayList<>(recipe.edits());
            less.remove(i);
            smaller.add(recipe.with(less));
        }
        return smaller.stream();
    }
}
