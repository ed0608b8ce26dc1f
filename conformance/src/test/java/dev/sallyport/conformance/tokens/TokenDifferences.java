package dev.sallyport.conformance.tokens;

import dev.sallyport.conformance.compare.DesignedDifference;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** At which tokens we differ from the authenticator on purpose. Each looks at the token's text alone. */
final class TokenDifferences {

    /** STS in one region of the partition {@code aws}, ordinary, FIPS or dual-stack. */
    private static final Pattern STS_HOST = Pattern
            .compile("sts(-fips)?\\.([a-z0-9]+-[a-z0-9]+-[0-9]+)\\.(amazonaws\\.com|api\\.aws)");

    /** What release 0.6.13 knows: aws-sdk-go 1.44.332, {@code aws/endpoints/defaults.go}, service {@code sts}. */
    private static final Set<String> REGIONS_THEN = Set.of("af-south-1", "ap-east-1", "ap-northeast-1",
            "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2",
            "ap-southeast-3", "ap-southeast-4", "ca-central-1", "eu-central-1", "eu-central-2", "eu-north-1",
            "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3", "il-central-1", "me-central-1",
            "me-south-1", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2");
    private static final Set<String> FIPS_REGIONS_THEN = Set.of("us-east-1", "us-east-2", "us-west-1", "us-west-2");

    private static final Pattern DATE_FRACTION = Pattern
            .compile("[?&][Xx]-[Aa]mz-[Dd]ate=\\d{8}T\\d{6}[.,]\\d+Z");

    static final List<DesignedDifference<TokenQuestion>> ALL = List.of(
            new DesignedDifference<>("newer-sts-host", question -> isNewerHost(question.authority())),
            new DesignedDifference<>("url-fragment", question -> question.url().contains("#")),
            new DesignedDifference<>("url-user", question -> question.authority().contains("@")),
            new DesignedDifference<>("date-fraction", question -> DATE_FRACTION.matcher(question.url()).find()),
            new DesignedDifference<>("url-space", question -> question.url().contains(" ")),
            new DesignedDifference<>("token-line-break", question -> question.token().matches("(?s).*[\r\n].*")),
            new DesignedDifference<>("empty-token", question -> question.token().isEmpty()));

    private TokenDifferences() {}

    private static boolean isNewerHost(String host) {
        Matcher parts = STS_HOST.matcher(host);
        if (!parts.matches()) {
            return false;
        }
        Set<String> then = parts.group(1) == null ? REGIONS_THEN : FIPS_REGIONS_THEN;
        return parts.group(3).equals("api.aws") || !then.contains(parts.group(2));
    }
}
