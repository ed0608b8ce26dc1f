package dev.sallyport.cli.access;

import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By which options somebody found a cluster and an AWS account, for the commands that are to find the same ones.
 *
 * @param cluster of kubectl and of sallyport
 * @param aws of the AWS CLI and of sallyport
 */
record TypedOptions(List<String> cluster, List<String> aws) {

    TypedOptions {
        cluster = List.copyOf(cluster);
        aws = List.copyOf(aws);
    }

    static TypedOptions of(ClusterOptions cluster, AwsOptions aws) {
        return new TypedOptions(words("--kubeconfig", cluster.kubeconfig, "--context", cluster.context),
                words("--profile", aws.profile, "--region", aws.region));
    }

    /** The same as whoever this profile is, where no other was typed. */
    TypedOptions signedBy(Optional<String> profile) {
        if (profile.isEmpty() || aws.contains("--profile")) {
            return this;
        }
        List<String> words = new ArrayList<>(List.of("--profile", profile.get()));
        words.addAll(aws);
        return new TypedOptions(cluster, words);
    }

    /** The same but for the profile: it is of somebody who asks to be let in, and cannot give that to themselves. */
    TypedOptions signedByAnother() {
        int at = aws.indexOf("--profile");
        List<String> words = new ArrayList<>(aws);
        if (at >= 0) {
            words.subList(at, at + 2).clear();
        }
        return new TypedOptions(cluster, words);
    }

    private static List<String> words(String first, @Nullable String value, String second, @Nullable String other) {
        List<String> words = new ArrayList<>();
        if (value != null) {
            words.addAll(List.of(first, value));
        }
        if (other != null) {
            words.addAll(List.of(second, other));
        }
        return words;
    }
}
