package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.EksClusters;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.List;

/** What the person may see of EKS, region by region. */
interface EksView {

    /** A cluster of a region. */
    AwsAnswer<ClusterFacts> describe(String region, String name);

    /** The names of a region's clusters. */
    AwsAnswer<List<String>> names(String region);

    /** With these settings and credentials. */
    static EksView of(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        return new EksView() {
            @Override
            public AwsAnswer<ClusterFacts> describe(String region, String name) {
                return EksClusters.of(settings, region, credentials, clock).describe(name);
            }

            @Override
            public AwsAnswer<List<String>> names(String region) {
                return EksClusters.names(settings, region, credentials, clock);
            }
        };
    }
}
