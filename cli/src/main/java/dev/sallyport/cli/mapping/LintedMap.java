package dev.sallyport.cli.mapping;

import dev.sallyport.access.awsauth.EksSide;
import dev.sallyport.access.awsauth.PrincipalFindings;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.AwsAuthReader;
import dev.sallyport.cluster.RbacReader;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.review.ClusterFindings;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.lint.LintFinding;
import dev.sallyport.mapping.lint.MapLint;
import dev.sallyport.rbac.RbacSnapshot;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map with everything that was found: in its text, by the cluster's bindings, and by IAM where that was asked for.
 *
 * @param unasked what could not be looked at, in sentences
 */
record LintedMap(AwsAuth map, List<LintFinding> found, List<String> unasked) {
    LintedMap {
        found = List.copyOf(found);
        unasked = List.copyOf(unasked);
    }

    /** A cluster's map. */
    static LintedMap of(ClusterOptions options, boolean iam, Terminal terminal) {
        try (ClusterConnection cluster = options.connect(terminal)) {
            AwsAuth map = ClusterOptions.orEnd(AwsAuthReader.of(cluster).read()).awsAuth();
            return new Looking(map).atBindings(cluster).atIam(iam, Optional.of(cluster), terminal).done();
        }
    }

    /** A file's map; held against a cluster's bindings where one was named beside it. */
    static LintedMap of(MapFile file, ClusterOptions options, boolean iam, Terminal terminal) {
        AwsAuth map = file.readAnyway();
        if (options.context == null) {
            return new Looking(map).atIam(iam, Optional.empty(), terminal).done();
        }
        try (ClusterConnection cluster = options.connect(terminal)) {
            return new Looking(map).atBindings(cluster).atIam(iam, Optional.of(cluster), terminal).done();
        }
    }

    /** What has been found so far. */
    private static final class Looking {
        private final AwsAuth map;
        private final List<LintFinding> found;
        private final List<String> unasked = new ArrayList<>();

        Looking(AwsAuth map) {
            this.map = map;
            this.found = new ArrayList<>(MapLint.of(map));
        }

        private void add(List<Finding> findings) {
            findings.forEach(finding -> found.add(new LintFinding(finding, List.of())));
        }

        Looking atBindings(ClusterConnection cluster) {
            switch (RbacReader.of(cluster).read()) {
                case ClusterAnswer.Got<RbacSnapshot>(RbacSnapshot rbac) -> add(ClusterFindings.of(map, rbac));
                case ClusterAnswer.Failed<RbacSnapshot>(var failure) ->
                    unasked.add("the cluster's bindings: " + failure.message());
            }
            return this;
        }

        Looking atIam(boolean asked, Optional<ClusterConnection> cluster, Terminal terminal) {
            if (asked) {
                EksSide aws = cluster.flatMap(open -> EksSide.behind(open.target(), ClusterAws.environment(terminal),
                        Clock.systemUTC()))
                        .orElseGet(() -> EksSide.of("", ClusterAws.environment(terminal), Optional.empty(),
                                Optional.empty(), Clock.systemUTC()));
                PrincipalFindings.Outcome outcome = PrincipalFindings.of(map, aws);
                add(outcome.findings());
                unasked.addAll(outcome.unasked());
            } else if (cluster.isPresent()) {
                unasked.add("IAM; --iam asks whether the principals are still there.");
            }
            return this;
        }

        LintedMap done() {
            return new LintedMap(map, found, unasked);
        }
    }
}
