package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.mapping.PrivateDnsNames;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * The private DNS names of EC2 instances, for {@code {{EC2PrivateDNSName}}}.
 *
 * <p>A name never changes, so it is asked for once; that there is no such instance is believed for half a minute. When
 * many nodes of a group come up in the same second, their questions share a call: whoever asks first while nothing is
 * under way asks for everybody who is waiting, and those who come meanwhile wait for the next call. No timer is needed,
 * and a single question waits for nobody.
 *
 * <p>Instances are asked for by a filter: one unknown id among the {@code InstanceId}s would fail the whole call.
 *
 * <p>Source: Amazon EC2 API Reference, {@code DescribeInstances} (a filter takes 200 values).
 */
public final class InstanceNames implements PrivateDnsNames {

    private static final int BATCH = 200; // values of a filter
    private static final int REMEMBERED = 20_000; // names of about 100 bytes; more than the nodes of any cluster
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

    private final AwsSettings settings;
    private final Supplier<AwsAnswer<SourcedCredentials>> credentials;
    private final Clock clock;
    private final Map<String, String> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<String, Instant> unknownUntil = new HashMap<>();
    private final Map<String, CompletableFuture<Optional<String>>> waiting = new LinkedHashMap<>();
    private boolean asking;

    /**
     * Names from the EC2 of these settings.
     *
     * @param credentials asked before each call, since temporary ones end; they need {@code ec2:DescribeInstances}
     */
    public InstanceNames(AwsSettings settings, Supplier<AwsAnswer<SourcedCredentials>> credentials, Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public Optional<String> lookup(String instanceId) {
        if (!instanceId.matches("i-[0-9a-f]{8}(?:[0-9a-f]{9})?")) {
            return Optional.empty();
        }
        CompletableFuture<Optional<String>> answer;
        boolean mine;
        synchronized (this) {
            String name = known.get(instanceId);
            if (name != null) {
                return Optional.of(name);
            }
            Instant until = unknownUntil.get(instanceId);
            if (until != null && clock.instant().isBefore(until)) {
                return Optional.empty();
            }
            answer = waiting.computeIfAbsent(instanceId, id -> new CompletableFuture<>());
            mine = !asking;
            asking = true;
        }
        if (mine) {
            askForAll();
        }
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new UnavailableException(
                    e.getCause() instanceof UnavailableException scrubbed
                            ? String.valueOf(scrubbed.getMessage())
                            : "EC2 could not be asked.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("Interrupted while waiting for EC2.");
        }
    }

    private void askForAll() {
        Map<String, CompletableFuture<Optional<String>>> batch = new LinkedHashMap<>();
        synchronized (this) {
            for (String id : List.copyOf(waiting.keySet())) {
                CompletableFuture<Optional<String>> answer = batch.size() < BATCH ? waiting.remove(id) : null;
                if (answer != null && known.containsKey(id)) {
                    answer.complete(Optional.ofNullable(known.get(id)));
                } else if (answer != null) {
                    batch.put(id, answer);
                }
            }
        }
        try {
            if (!batch.isEmpty()) {
                answer(batch);
            }
        } finally {
            synchronized (this) {
                asking = !waiting.isEmpty();
                if (asking) {
                    // the next call is for others: whoever made this one has their answer
                    Thread.startVirtualThread(this::askForAll);
                }
            }
        }
    }

    private void answer(Map<String, CompletableFuture<Optional<String>>> batch) {
        try {
            AwsAnswer<Map<String, String>> names = credentials.get()
                    .then(keys -> AwsProblem.caught(() -> ask(batch.keySet(), keys.credentials())));
            switch (names) {
                case AwsAnswer.Got<Map<String, String>> got -> {
                    remember(batch.keySet(), got.value());
                    batch.forEach((id, answer) -> answer.complete(Optional.ofNullable(got.value().get(id))));
                }
                case AwsAnswer.Failed<Map<String, String>> failed -> batch.values().forEach(answer -> answer
                        .completeExceptionally(new UnavailableException(failed.failure().sentence())));
            }
        } finally {
            // whatever went wrong, nobody waits for ever
            batch.values().forEach(
                    answer -> answer.completeExceptionally(new UnavailableException("EC2 could not be asked.")));
        }
    }

    private synchronized void remember(Set<String> asked, Map<String, String> names) {
        Instant now = clock.instant();
        known.putAll(names);
        unknownUntil.values().removeIf(until -> !now.isBefore(until));
        asked.stream().filter(id -> !names.containsKey(id)).forEach(id -> unknownUntil.put(id, now.plus(UNKNOWN_FOR)));
    }

    private Map<String, String> ask(Set<String> ids, AwsCredentials keys) throws AwsProblem {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "DescribeInstances");
        form.put("Version", "2016-11-15");
        form.put("Filter.1.Name", "instance-id");
        int number = 1;
        for (String id : ids) {
            form.put("Filter.1.Value." + number++, id);
        }
        WireValue answer = SignedCalls.to(AwsService.EC2, settings, keys, clock).form(form);
        Map<String, String> names = new HashMap<>();
        for (WireValue reservation : answer.at("reservationSet", "item").items()) {
            for (WireValue instance : reservation.at("instancesSet", "item").items()) {
                instance.at("privateDnsName").some()
                        .ifPresent(name -> names.put(instance.at("instanceId").text(), name));
            }
        }
        return names;
    }
}
