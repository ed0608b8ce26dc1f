package dev.sallyport.conformance.tokens;

import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.Reviewed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

import static org.junit.jupiter.api.Assumptions.abort;

/** What our webhook and the authenticator's server make of the same tokens, both asking the same local STS. */
@Tag("conformance")
class TokensTest {

    private static final int BY_THE_AWS_CLI = 50;
    private static final int BY_THE_AUTHENTICATOR = 500;
    private static final int BY_US = 500;
    private static final int DAMAGED = 5_000;
    private static final int AT_ONCE = 4;

    private static final RegressionCases<TokenRecipe> KEPT = RegressionCases.of(Area.TOKENS, TokenRecipe.class);

    @Test
    void everyTokenIsWorthTheSameToBoth() {
        Comparison<TokenQuestion> comparison = Comparison.of(Area.TOKENS, TokenDifferences.ALL);
        try (TokenWorld world = new TokenWorld(); ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            if (world.peer().isEmpty()) {
                comparison.without("aws-iam-authenticator", PeerCommand.REMEDY).close();
                abort("aws-iam-authenticator is not built. " + PeerCommand.REMEDY);
            }
            try (comparison) {
                comparison.with("aws-iam-authenticator server " + world.peer().orElseThrow());
                new Run(comparison, world, threads).all();
            }
        }
    }

    private static final class Run {

        private final Comparison<TokenQuestion> comparison;
        private final TokenWorld world;
        private final ExecutorService threads;
        private final RandomGenerator random = Seed.ofThisRun().generator(Area.TOKENS);
        private int accepted;

        Run(Comparison<TokenQuestion> comparison, TokenWorld world, ExecutorService threads) {
            this.comparison = comparison;
            this.world = world;
            this.threads = threads;
        }

        void all() {
            compare(KEPT.all().stream().map(this::ours).toList());
            TokenMakers makers = new TokenMakers(world);
            List<TokenMakers.Made> whole = new ArrayList<>(makers.authenticator(BY_THE_AUTHENTICATOR));
            List<TokenMakers.Made> cli = makers.awsCli(BY_THE_AWS_CLI);
            if (cli.isEmpty()) {
                comparison.without("tokens of the AWS CLI", "Install it with ./install-tools");
            }
            whole.addAll(cli);
            Signings signings = new Signings(random);
            for (int i = 0; i < BY_US; i++) {
                whole.add(made(new TokenRecipe(TokenRecipe.Maker.SALLYPORT, one(world.people()),
                        i < BY_US / 4 ? Signing.usual(one(TokenMakers.REGIONS)) : signings.some(), List.of())));
            }
            compare(whole.stream().map(made -> new TokenQuestion(made.recipe(), made.token())).toList());
            List<TokenQuestion> damaged = new ArrayList<>();
            Damage.all().forEach(edit -> damaged.add(damaged(one(whole), List.of(edit))));
            Damage.pairs().forEach(edits -> damaged.add(damaged(one(whole), edits)));
            Damage damage = new Damage(random);
            while (damaged.size() < DAMAGED) {
                damaged.add(damaged(one(whole), damage.some()));
            }
            compare(damaged);
            comparison.note(whole.size() + " whole tokens, " + cli.size() + " of them by aws eks get-token and "
                    + BY_THE_AUTHENTICATOR + " by aws-iam-authenticator token; " + damaged.size() + " damaged ones; "
                    + accepted + " let in by both");
        }

        private <T> T one(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private TokenMakers.Made made(TokenRecipe recipe) {
            return new TokenMakers.Made(recipe, recipe.signing().by(world.keys(recipe.who()), Instant.now()));
        }

        /** What a recipe gives when it is us who make it. */
        private TokenQuestion ours(TokenRecipe recipe) {
            return damaged(made(recipe.with(List.of())), recipe.edits());
        }

        private static TokenQuestion damaged(TokenMakers.Made made, List<Edit> edits) {
            String token = made.token();
            for (Edit edit : edits) {
                token = edit.of(token);
            }
            return new TokenQuestion(made.recipe().with(edits), token);
        }

        private record Answers(Judged ours, Judged theirs) {}

        private Answers ask(TokenQuestion question) {
            return new Answers(world.ours(question), world.theirs(question));
        }

        private void compare(List<TokenQuestion> questions) {
            List<Future<Answers>> answers = questions.stream().map(question -> threads.submit(() -> ask(question)))
                    .toList();
            for (int i = 0; i < questions.size(); i++) {
                Answers both = wait(answers.get(i));
                if (comparison.differ(questions.get(i), both.ours(), both.theirs())) {
                    shrink(questions.get(i), both);
                } else if (both.ours().verdict() instanceof Reviewed.Accepted) {
                    accepted++;
                }
            }
        }

        private static Answers wait(Future<Answers> answers) {
            try {
                return answers.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a verifier could not be asked", e.getCause());
            }
        }

        private void shrink(TokenQuestion question, Answers both) {
            if (!comparison.shrinksNext()) {
                comparison.fault(new Fault(question.toString(), both.ours().toString(), both.theirs().toString()));
                return;
            }
            TokenRecipe smallest = Shrinking.smallest(question.recipe(), SmallerRecipes::of, this::wouldBeFault);
            if (wouldBeFault(smallest)) {
                KEPT.keep(smallest);
                Answers again = ask(ours(smallest));
                comparison.fault(
                        new Fault(smallest.toString(), again.ours().toString(), again.theirs().toString()));
            } else { // only the other maker's token shows it
                comparison.fault(
                        new Fault(question.toString(), both.ours().toString(), both.theirs().toString()));
            }
        }

        private boolean wouldBeFault(TokenRecipe recipe) {
            TokenQuestion question = ours(recipe);
            Answers answers = ask(question);
            return comparison.wouldBeFault(question, answers.ours(), answers.theirs());
        }
    }
}
