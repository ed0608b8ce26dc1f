package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Cluster;
import dev.sallyport.sandbox.aws.world.EksClusters;
import dev.sallyport.sandbox.aws.world.PolicyHolder;
import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Vertx;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A running local AWS with one account, an administrator, a cluster and a user who may do nothing. */
final class AwsFixture implements AutoCloseable {

    static final String ACCOUNT = "123456789012";
    static final String REGION = "ap-northeast-2";
    static final URI CLUSTER_ENDPOINT = URI.create("https://127.0.0.1:6443");

    final MovableClock clock = new MovableClock();
    final AwsWorld world = AwsWorld.create(Partition.AWS, clock).addAccount(ACCOUNT);
    final CertificateAuthority authority = CertificateAuthority.create("Test authority", Clock.systemUTC());
    final AwsCredentials creator;
    final AwsCredentials nobody;
    final LocalAws aws;
    private final Vertx vertx = Vertx.vertx();

    AwsFixture() {
        world.users(ACCOUNT).create("creator");
        world.policies(ACCOUNT).attach(PolicyHolder.USER, "creator", "arn:aws:iam::aws:policy/AdministratorAccess");
        creator = world.users(ACCOUNT).createKey("creator");
        world.users(ACCOUNT).create("eks-test");
        nobody = world.users(ACCOUNT).createKey("eks-test");
        world.clusters(ACCOUNT, REGION).create("arn:aws:iam::123456789012:user/creator",
                new EksClusters.Order("eks-cluster", "1.33", "arn:aws:iam::123456789012:role/eks-cluster-role",
                        List.of("subnet-0a", "subnet-0b"), List.of(), "CONFIG_MAP", true, Map.of("team", "a")));
        world.clusters(ACCOUNT, REGION).connect("eks-cluster",
                new Cluster.Connection(CLUSTER_ENDPOINT, authority.certificatePem(), "1.34"));
        aws = LocalAws.start(vertx, LocalAwsSettings.of(authority), world, clock);
    }

    @Override
    public void close() {
        aws.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
