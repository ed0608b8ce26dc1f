package dev.sallyport.webhook.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sallyport.cluster.history.Witness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who asked for which map, of late: the watch sees what was stored and not by whom, admission sees by whom and not
 * whether it was stored. By the text the two come together. Dry runs and refused edits are not remembered.
 */
final class RecentEdits implements Witness {

    /** The watch is seconds behind at most, unless the connection is lost. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST = 256;

    private final Cache<String, String> names = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED)
            .build();

    /** An edit was let pass. */
    void passed(AdmissionRequest request) {
        if (!request.dryRun()) {
            request.after().ifPresent(map -> names.put(digest(map.data()), request.user().username()));
        }
    }

    @Override
    public Optional<String> whoWrote(Map<String, String> data) {
        return Optional.ofNullable(names.getIfPresent(digest(data)));
    }

    private static String digest(Map<String, String> data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(data).forEach((key, text) -> {
                digest.update((key + "\0" + text.length() + "\0").getBytes(StandardCharsets.UTF_8));
                digest.update(text.getBytes(StandardCharsets.UTF_8));
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
