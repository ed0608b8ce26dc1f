package dev.sallyport.conformance.tokens;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Thinks of things to sign: what clients sign, and what somebody signs who has good keys and bad intentions. No age is so
 * close to a limit that a slow machine could carry it across between the two verifiers.
 */
final class Signings {

    private static final List<UnaryOperator<Signing>> WAYS = List.of(usual -> usual.forCluster("another"),
            usual -> usual.forCluster("Compared"), usual -> usual.forCluster("compared2"),
            usual -> usual.withHeader("x-k8s-aws-ids"), usual -> usual.withHeader("x-amz-meta-id"),
            usual -> usual.withHeader("X-K8s-Aws-Id"), usual -> usual.at("sts.amazonaws.com").goodIn("us-east-1"),
            usual -> usual.at("sts-fips.us-east-1.amazonaws.com").goodIn("us-east-1"),
            usual -> usual.at("sts-fips.eu-west-1.amazonaws.com").goodIn("eu-west-1"),
            usual -> usual.at("sts.eu-west-1.api.aws").goodIn("eu-west-1"),
            usual -> usual.at("sts.mx-central-1.amazonaws.com").goodIn("mx-central-1"),
            usual -> usual.at("sts.xx-nowhere-1.amazonaws.com").goodIn("xx-nowhere-1"),
            usual -> usual.at("sts.cn-north-1.amazonaws.com.cn").goodIn("cn-north-1"),
            usual -> usual.at("iam.amazonaws.com").goodIn("us-east-1"), usual -> usual.goodIn("eu-north-1"),
            usual -> usual.goodIn("nowhere"), usual -> usual.at("sts.eu-west-1.amazonaws.com:443"),
            usual -> usual.at("STS.eu-west-1.amazonaws.com").goodIn("eu-west-1"),
            usual -> usual.asking("Action=GetSessionToken&Version=2011-06-15"),
            usual -> usual.asking("Version=2011-06-15&Action=GetCallerIdentity"),
            usual -> usual.asking("action=GetCallerIdentity&version=2011-06-15"),
            usual -> usual.asking("Action=GetCallerIdentity"), usual -> usual.asking("Version=2011-06-15"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2010-01-01"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&Extra=1"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&Action=GetCallerIdentity"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&action=GetSessionToken"),
            usual -> usual.asking("%41ction=GetCallerIdentit%79&Version=2011-06-15"),
            usual -> usual.asking("Action=GetCallerIdentity&&Version=2011-06-15"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Security-Token=x"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=60"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011%2D06%2D15"),
            usual -> usual.asking("Action=GetCallerIdentity&Version=2011-06-15&%C3%A9=x"), usual -> usual.asking(""),
            usual -> usual.old(60), usual -> usual.old(600), usual -> usual.old(720), usual -> usual.old(960),
            usual -> usual.old(90_000), usual -> usual.old(-60), usual -> usual.old(-240), usual -> usual.old(-600),
            usual -> usual.old(-90_000), usual -> usual.expiring(0), usual -> usual.expiring(1),
            usual -> usual.expiring(900), usual -> usual.expiring(901), usual -> usual.expiring(604_800),
            usual -> usual.expiring(-1));

    private final RandomGenerator random;

    Signings(RandomGenerator random) {
        this.random = random;
    }

    /** One way, or two at once. */
    Signing some() {
        Signing usual = Signing.usual(TokenMakers.REGIONS.get(random.nextInt(TokenMakers.REGIONS.size())));
        Signing once = way().apply(usual);
        return random.nextInt(5) == 0 ? way().apply(once) : once;
    }

    private UnaryOperator<Signing> way() {
        return WAYS.get(random.nextInt(WAYS.size()));
    }
}
