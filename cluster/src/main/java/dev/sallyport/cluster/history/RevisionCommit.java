package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The one way in which map and history change: pending revisions first, then the ConfigMap, which names the last of
 * them. {@link AwsAuthWriter} says why this loses nothing.
 */
final class RevisionCommit {

    /**
     * A text that is to become a revision.
     *
     * @param accepted the codes that its write accepts
     */
    record Draft(Instant time, Author author, Map<String, String> data, List<String> accepted) {

        Draft {
            accepted = List.copyOf(accepted);
        }

        Draft(Instant time, Author author, Map<String, String> data) {
            this(time, author, data, List.of());
        }
    }

    /** How it ended. */
    sealed interface Result {

        /**
         * The map names the last of these.
         *
         * @param before the newest revision before them
         */
        record Done(List<AwsAuthRevision> revisions, Optional<AwsAuthRevision> before) implements Result {
            public Done {
                revisions = List.copyOf(revisions);
            }
        }

        /** Somebody else wrote the map first; nothing is left of this. */
        record Overtaken() implements Result {}

        /**
         * The cluster could not be asked, or said no.
         *
         * @param written whether the map may have been written all the same
         */
        record Failed(ClusterFailure failure, boolean written) implements Result {}
    }

    private final ClusterConnection cluster;
    private final RevisionStore store;
    private final RandomGenerator random;

    RevisionCommit(ClusterConnection cluster, RandomGenerator random) {
        this.cluster = cluster;
        this.store = new RevisionStore(cluster);
        this.random = random;
    }

    ClusterAnswer<List<AwsAuthRevision>> list() {
        return store.list();
    }

    /**
     * Puts texts into the history, in their order, and the last of them into the map.
     *
     * @param map as it was read; the write happens only if it is still so
     * @param all the revisions as they were listed after the map was read
     * @param drafts at least one
     */
    Result commit(StoredMap map, List<AwsAuthRevision> all, List<Draft> drafts) {
        Chain chain = Chain.of(all, map.revision());
        chain.head().ifPresent(store::settle); // whoever wrote it may have died before
        List<AwsAuthRevision> pending = new ArrayList<>();
        long number = chain.head().map(AwsAuthRevision::number).orElse(0L);
        String previous = chain.head().map(AwsAuthRevision::name).orElse("");
        for (Draft draft : drafts) {
            number++;
            AwsAuthRevision revision = new AwsAuthRevision("aws-auth-%d-%08x".formatted(number, random.nextInt()),
                    number, draft.time(), draft.author(), previous, map.version(), RevisionText.digest(draft.data()),
                    false);
            previous = revision.name();
            pending.add(revision);
            ClusterAnswer<AwsAuthRevision> made = store.create(revision, draft.data());
            if (made instanceof ClusterAnswer.Failed<AwsAuthRevision>(ClusterFailure no)) {
                pending.forEach(store::delete);
                return new Result.Failed(no, false);
            }
        }
        return replaced(map, all, chain, pending, drafts.getLast());
    }

    private Result replaced(StoredMap map, List<AwsAuthRevision> all, Chain chain, List<AwsAuthRevision> pending,
            Draft draft) {
        ClusterAnswer<StoredMap> answer = map.replace(cluster, draft.data(), pending.getLast().name(),
                draft.accepted());
        return switch (answer) {
            case ClusterAnswer.Got<StoredMap> _ -> written(all, chain, pending);
            case ClusterAnswer.Failed<StoredMap>(ClusterFailure failure) -> switch (failure.kind()) {
                // Somebody was faster; or we were, and the answer was lost on its way and the request sent again.
                case CONFLICT, UNREACHABLE, UNAVAILABLE, NONSENSE ->
                    outcomeUnknown(map, all, chain, pending, failure);
                case CONFIGURATION, NO_CREDENTIALS, UNTRUSTED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, INVALID -> {
                    pending.forEach(store::delete);
                    yield new Result.Failed(failure, false);
                }
            };
        };
    }

    /** Looks whether the map was written, where the answer does not say it for sure. */
    private Result outcomeUnknown(StoredMap map, List<AwsAuthRevision> all, Chain chain, List<AwsAuthRevision> pending,
            ClusterFailure failure) {
        AwsAuthRevision mine = pending.getLast();
        return switch (StoredMap.read(cluster)) {
            case ClusterAnswer.Failed<StoredMap> _ -> new Result.Failed(failure, true);
            case ClusterAnswer.Got<StoredMap>(StoredMap now) when now.revision().equals(mine.name()) ->
                written(all, chain, pending);
            case ClusterAnswer.Got<StoredMap>(StoredMap now) when now.version().equals(map.version()) ->
                new Result.Failed(failure, true); // it may still be on its way
            case ClusterAnswer.Got<StoredMap> _ -> switch (AwsAuthHistory.of(cluster).chain()) {
                // Whether somebody has built on it cannot be told: taking it away might tear the history.
                case ClusterAnswer.Failed<Chain> _ -> new Result.Failed(failure, true);
                case ClusterAnswer.Got<Chain>(Chain now) when now.holds(mine) -> written(all, chain, pending);
                case ClusterAnswer.Got<Chain> _ -> {
                    pending.forEach(store::delete);
                    yield new Result.Overtaken();
                }
            };
        };
    }

    /**
     * Takes away what never became the map, and what is older than the history goes back, as far as it was there before
     * the write: what others put there meanwhile is for the next writer.
     */
    private Result written(List<AwsAuthRevision> before, Chain chainBefore, List<AwsAuthRevision> pending) {
        AwsAuthRevision mine = pending.getLast();
        store.settle(mine);
        List<AwsAuthRevision> all = new ArrayList<>(before);
        all.addAll(pending);
        Chain chain = Chain.of(all, mine.name());
        before.stream().filter(each -> each.number() <= mine.number() && !each.settled() && !chain.holds(each))
                .forEach(store::delete);
        chain.revisions().stream().skip(AwsAuthWriter.KEPT).forEach(store::delete);
        return new Result.Done(pending, chainBefore.head());
    }
}
