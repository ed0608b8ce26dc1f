package dev.sallyport.conformance.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Damages every part of a token: for each check of the reference ways to fail it, ways to pass it that no client takes, and
 * letters changed anywhere.
 */
final class Damage {

    private static final List<Edit> PREFIXES = List.of(Edit.token("^k8s-aws-v1\\.", ""), Edit.token("v1", "v2"),
            Edit.token("^k8s", "K8S"), Edit.token("^", " "), Edit.token("^", "k8s-aws-v1."), Edit.token("\\.", ""),
            Edit.token("^.*$", ""), Edit.token("^.*$", "k8s-aws-v1."), Edit.token("^.*$", "eyJhbGciOi.J9.x"),
            Edit.token("^", "Bearer "), Edit.token("^", "\n"), Edit.token("^", "\ufeff"));

    private static final List<Edit> ENCODINGS = List.of(Edit.token("$", "="), Edit.token("$", "=="),
            Edit.token("$", "\n"), Edit.token("$", "\r\n"), Edit.token("(.{100})", "$1\n"), Edit.token("$", " "),
            Edit.token("(.{50})", "$1 "), Edit.token(".$", ""), Edit.token("..$", ""), Edit.token("...$", ""),
            Edit.token("_", "/"), Edit.token("-(?!aws|v1)", "+"), Edit.token("$", "A"), Edit.token("$", "AA"),
            Edit.token("$", "AAA"), Edit.token("$", "."), Edit.token("(.{40}).", "$1*"), Edit.token("(.{60})", "$1="),
            Edit.token("(.{80})", "$1\u0000"), Edit.token("(.{80})", "$1\u00e9"), Edit.token("(?<=.)$", "%3D"));

    private static final List<Edit> URLS = List.of(Edit.url("^https", "http"), Edit.url("^https", "HTTPS"),
            Edit.url("^https", "hTTps"), Edit.url("^https", "ftp"), Edit.url("^https:", ""), Edit.url("^https://", ""),
            Edit.url("^https://", "https:/"), Edit.url("^https://", "https:///"), Edit.url("^https:", "https"),
            Edit.url("^", " "), Edit.url("^", "\n"), Edit.url("^", "x"), Edit.url("^", "1"), Edit.url("^.*$", ""),
            Edit.url("^.*$", "https://"), Edit.url("$", "#"), Edit.url("$", "#fragment"), Edit.url("\\?", "#?"),
            Edit.url("\\?", "#/?"), Edit.url("&", "#&"), Edit.url("//", "//user@"), Edit.url("//", "//user:word@"),
            Edit.url("//", "//@"), Edit.url("//", "//u%20s@"), Edit.url("//", "//sts.amazonaws.com@"));

    private static final List<Edit> HOSTS = List.of(Edit.url("(//[^/]*)/", "$1:443/"), Edit.url("(//[^/]*)/", "$1:80/"),
            Edit.url("(//[^/]*)/", "$1:/"), Edit.url("(//[^/]*)/", "$1./"), Edit.url("(//[^/]*)/", "$1:x/"),
            Edit.url("(//[^/]*)/", "$1%2F/"), Edit.url("(//[^/]*)/", "$1%2e/"), Edit.url("//sts", "//STS"),
            Edit.url("//sts", "//sts%2e"), Edit.url("amazonaws", "AmazonAWS"), Edit.url("amazonaws", "amazonaws.com"),
            Edit.url("amazonaws\\.com", "evil.example"), Edit.url("amazonaws\\.com", "amazonaws.com.evil.example"),
            Edit.url("amazonaws\\.com", "amazonaws.com.cn"), Edit.url("amazonaws\\.com", "amazonaws.eu"),
            Edit.url("amazonaws\\.com", "api.aws"), Edit.url("//sts\\.", "//sts-fips."), Edit.url("//sts\\.", "//"),
            Edit.url("//sts\\.", "//iam."), Edit.url("//sts\\.", "//x.sts."), Edit.url("//sts\\.", "//xsts."),
            Edit.url("//[^/]*", "//sts.amazonaws.com"), Edit.url("//[^/]*", "//sts.us-gov-west-1.amazonaws.com"),
            Edit.url("//[^/]*", "//sts.xx-nowhere-1.amazonaws.com"), Edit.url("//[^/]*", "//sts.nowhere.amazonaws.com"),
            Edit.url("//[^/]*", "//sts.aws-global.amazonaws.com"), Edit.url("//[^/]*", "//sts..amazonaws.com"),
            Edit.url("//[^/]*", "//sts.mx-central-1.amazonaws.com"), Edit.url("//[^/]*", "//127.0.0.1"),
            Edit.url("//[^/]*", "//[::1]"), Edit.url("//[^/]*", "//"),
            Edit.url("//[^/]*", "//sts.us-iso-east-1.c2s.ic.gov"),
            Edit.url("//[^/]*", "//sts.eu-west-1.amazonaws.com%00"),
            Edit.url("//[^/]*", "//sts.us-east-1.amazonaws.com"),
            Edit.url("//[^/]*", "//sts-fips.us-east-1.amazonaws.com"), Edit.url("//[^/]*", "//sts\u3002amazonaws.com"));

    private static final List<Edit> PATHS = List.of(Edit.url("/\\?", "?"), Edit.url("/\\?", "//?"),
            Edit.url("/\\?", "/x?"), Edit.url("/\\?", "/./?"), Edit.url("/\\?", "/%2f?"), Edit.url("/\\?", "/%?"),
            Edit.url("/\\?", "/;?"), Edit.url("/\\?", "/??"), Edit.url("\\?.*", ""), Edit.url("\\?", ""),
            Edit.url("\\?.*", "?"), Edit.url("/\\?", "\\\\?"), Edit.url("/\\?", "/ ?"), Edit.url("/\\?", "/%20?"));

    private static final List<Edit> QUERIES = List.of(Edit.url("$", "&"), Edit.url("&", "&&"), Edit.url("\\?", "?&"),
            Edit.url("&", ";"), Edit.url("$", ";x=y"), Edit.url("$", "&%"), Edit.url("$", "&%zz=1"),
            Edit.url("&", "&amp;"), Edit.url("$", "&=x"), Edit.url("$", "&="), Edit.url("$", "&x"),
            Edit.url("$", "&x=y"),
            Edit.url("$", "&Action=GetCallerIdentity"), Edit.url("$", "&action=GetCallerIdentity"),
            Edit.url("$", "&X-Amz-Date=20200101T000000Z"), Edit.url("$", "&x-amz-expires=60"),
            Edit.url("$", "&Version=2011-06-15"), Edit.url("$", "&%41ction=x"), Edit.url("$", "&X-Amz-Signature=0"),
            Edit.url("$", "&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD"), Edit.url("$", "&X-Amz-Security-Token=x"),
            Edit.url("$", "&X-Amz-Security-Token="), Edit.url("$", "&X-Amz-Security-Token"),
            Edit.url("$", "&DurationSeconds=900"),
            Edit.url("$", "&RoleArn=x"), Edit.url("Action", "action"), Edit.url("Action", "ACTION"),
            Edit.url("Action", "%41ction"), Edit.url("Action", "%61ction"), Edit.url("Action=", "Action=+"),
            Edit.url("GetCaller", "getcaller"), Edit.url("GetCallerIdentity", "GetSessionToken"),
            Edit.url("GetCallerIdentity", "GetCallerIdentit%79"), Edit.url("GetCallerIdentity", "GetCallerIdentity%20"),
            Edit.url("GetCallerIdentity", ""), Edit.url("Action=GetCallerIdentity&", ""),
            Edit.url("=GetCallerIdentity", ""),
            Edit.url("2011-06-15", "2012-01-01"), Edit.url("2011-06-15", "2011%2D06%2D15"),
            Edit.url("&Version=2011-06-15", ""),
            Edit.url("Version", "version"), Edit.url("(Action=[^&]*)&(Version=[^&]*)", "$2&$1"),
            Edit.url("\\?(.*)&(X-Amz-Signature=.*)", "?$2&$1"), Edit.url("$", "&X-Amz-Algorithm"), Edit.url("$", " "),
            Edit.url("$", "\n"), Edit.url("&", "& "), Edit.url("$", "\u00e9"), Edit.url("$", "\""), Edit.url("$", "<"),
            Edit.url("$", "|"), Edit.url("$", "^"), Edit.url("$", "{"), Edit.url("$", "`"), Edit.url("$", "\\\\"));

    private static final List<Edit> SIGNATURES = List.of(Edit.url("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1"),
            Edit.url("AWS4-HMAC-SHA256", "aws4-hmac-sha256"), Edit.url("&X-Amz-Algorithm=[^&]*", ""),
            Edit.url("&X-Amz-Credential=[^&]*", ""), Edit.url("Credential=A", "Credential=B"),
            Edit.url("%2F", "/"), Edit.url("%2F", "%2f"), Edit.url("%2F(\\d{7})\\d", "%2F$10"),
            Edit.url("%2Fsts", "%2Feks"),
            Edit.url("aws4_request", "aws4"), Edit.url("X-Amz-Signature=.", "X-Amz-Signature=0"),
            Edit.url("(X-Amz-Signature=)(.)(.)", "$1$3$2"), Edit.url("(X-Amz-Signature=[^&]*)[^&]", "$1"),
            Edit.url("&X-Amz-Signature=[^&]*", ""), Edit.url("X-Amz-Signature=[^&]*", "X-Amz-Signature="),
            Edit.url("X-Amz-Signature=[^&]*", "X-Amz-Signature"), Edit.url("X-Amz-Signature", "x-amz-signature"),
            Edit.url("&X-Amz-Security-Token=[^&]*", ""), Edit.url("(X-Amz-Security-Token=.{20}).", "$1A"),
            Edit.url("X-Amz-Security-Token=[^&]*", "X-Amz-Security-Token="),
            Edit.url("X-Amz-Security-Token", "x-amz-security-token"),
            Edit.url("X-Amz-Security-To", "X-Amz-Security-t\u00d0"),
            Edit.url("host%3Bx-k8s-aws-id", "host"), Edit.url("host%3B", ""), Edit.url("x-k8s-aws-id", "X-K8s-Aws-Id"),
            Edit.url("x-k8s-aws-id", "x-k8s-aws-idd"), Edit.url("%3B", ";"), Edit.url("%3B", "%3b"),
            Edit.url("%3B", ","),
            Edit.url("%3B", "%20"), Edit.url("host%3Bx-k8s-aws-id", "x-k8s-aws-id%3Bhost"),
            Edit.url("&X-Amz-SignedHeaders=[^&]*", ""), Edit.url("SignedHeaders=[^&]*", "SignedHeaders="),
            Edit.url("x-k8s-aws-id", "x-k8s-aws-id%3Bx-k8s-aws-id"), Edit.url("SignedHeaders", "signedheaders"),
            Edit.url("X-Amz-Credential", "X-Amz-credential"), Edit.url("x-k8s-aws-id", "x-%6B8s-aws-id"));

    private static final List<Edit> TIMES = List.of(Edit.url("&X-Amz-Expires=[^&]*", ""), expires("0"), expires("-1"),
            expires("-0"), expires("+60"), expires("%2B60"), expires("060"), expires("900"), expires("901"),
            expires("60.0"), expires("6e1"), expires(""), expires("0x3c"), expires("99999999999999999999"),
            expires("2147483648"), expires("4294967356"), expires("%36%30"), expires("60 "), expires("60%20"),
            expires("6_0"), expires("%D9%A6%D9%A0"), expires("86400"), expires("60&"), expires("1"),
            expires("00000000060"),
            Edit.url("X-Amz-Expires", "X-Amz-expires"), Edit.url("X-Amz-Date", "x-amz-date"),
            Edit.url("&X-Amz-Date=[^&]*", ""), date(""), date("20200101T000000Z"), date("20200101T000000"),
            date("2020-01-01T00:00:00Z"), date("20200230T000000Z"), date("20200101T240000Z"), date("20991231T235959Z"),
            date("99991231T235959Z"), date("00000101T000000Z"), date("20200101t000000z"), date("20991231T235960Z"),
            date("20991231T235959.5Z"), date("20991231T235959,5Z"), date("20991231T235959.Z"), date("20991331T000000Z"),
            date(" 20991231T235959Z"), date("20991231T235959Z "), date("20991231T235959%5A"),
            date("20991231T235959Z%00"),
            date("20991231T235959%2B00:00"), date("+0991231T235959Z"),
            Edit.url("(Date=\\d{15}Z|Date=\\d{8}T\\d{6})Z", "$1z"),
            Edit.url("(Date=\\d{8})T", "$1t"), Edit.url("(Date=\\d{8}T\\d{6})Z", "$1.000Z"),
            Edit.url("(Date=\\d{8}T\\d{6})Z", "$1%5A"), Edit.url("(Date=\\d{8}T\\d{5})\\d", "$10"),
            Edit.url("(Date=\\d{8}T\\d{6})Z", "$1,0Z"));

    private static final List<Edit> SIZES = List.of(Edit.token("$", "A".repeat(3000)),
            Edit.token("$", "A".repeat(4096)),
            Edit.token("$", "A".repeat(100_000)), Edit.url("$", "&X-Amz-Security-Token=" + "a".repeat(3000)),
            Edit.url("$", "&x=" + "a".repeat(2400)), Edit.token("^.*$", "k8s-aws-v1." + "A".repeat(4085)),
            Edit.token("^.*$", "k8s-aws-v1." + "A".repeat(4086)), Edit.token("^.*$", "\u00e9".repeat(2049)),
            Edit.token("^.*$", "k8s-aws-v1." + "\u00e9".repeat(2043)));

    private static final List<List<Edit>> PARTS = List.of(PREFIXES, ENCODINGS, URLS, HOSTS, PATHS, QUERIES, SIGNATURES,
            TIMES, SIZES);

    private static final String MARKS = "\u0000\t\n\r !\"#$%&'()*+,-./019:;<=>?@AZ[]^_`az{|}~\u007f\u0080\u00a0\u00e9\u00ff";

    private final RandomGenerator random;

    Damage(RandomGenerator random) {
        this.random = random;
    }

    private static Edit expires(String text) {
        return Edit.url("X-Amz-Expires=[^&]*", "X-Amz-Expires=" + text);
    }

    private static Edit date(String text) {
        return Edit.url("X-Amz-Date=[^&]*", "X-Amz-Date=" + text);
    }

    /** Every damage that is written down here, each by itself. */
    static List<Edit> all() {
        return PARTS.stream().flatMap(List::stream).toList();
    }

    /** For each check a way to fail it; what damages the URL comes before what damages the whole. */
    private static final List<Edit> ONE_FOR_EACH_CHECK = List.of(Edit.url("^https", "http"),
            Edit.url("//[^/]*", "//evil.example"), Edit.url("/\\?", "/x?"), Edit.url("$", "&%zz=1"),
            Edit.url("$", "&action=x"), Edit.url("$", "&x=y"), Edit.url("GetCallerIdentity", "GetSessionToken"),
            Edit.url("x-k8s-aws-id", "x-k8s-aws-idd"), expires("901"), date("20200101T000000"),
            date("20200101T000000Z"), Edit.token("(.{40}).", "$1*"), Edit.token("^k8s", "K8S"),
            Edit.token("$", "A".repeat(5000)));

    /** Two checks failed at once, in every pair: the first in the order of the checks must be named. */
    static List<List<Edit>> pairs() {
        List<List<Edit>> pairs = new ArrayList<>();
        for (int second = 1; second < ONE_FOR_EACH_CHECK.size(); second++) {
            for (int first = 0; first < second; first++) {
                pairs.add(List.of(ONE_FOR_EACH_CHECK.get(first), ONE_FOR_EACH_CHECK.get(second)));
            }
        }
        return pairs;
    }

    /** Some damage: mostly one, now and then a few on top of each other. */
    List<Edit> some() {
        List<Edit> edits = new ArrayList<>();
        int count = random.nextInt(10) < 7 ? 1 : 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            edits.add(random.nextInt(10) < 6 ? written() : letter());
        }
        return edits;
    }

    private Edit written() {
        List<Edit> part = PARTS.get(random.nextInt(PARTS.size()));
        return part.get(random.nextInt(part.size()));
    }

    /** A letter less, more or another, anywhere. */
    private Edit letter() {
        int at = random.nextInt(340);
        String mark = String.valueOf(MARKS.charAt(random.nextInt(MARKS.length()))).replace("\\", "\\\\").replace("$",
                "\\$");
        String before = "^(.{" + at + "})";
        return switch (random.nextInt(6)) {
            case 0 -> Edit.url(before + ".", "$1");
            case 1, 2 -> Edit.url(before, "$1" + mark);
            case 3 -> Edit.url(before + ".", "$1" + String.format(Locale.ROOT, "%%%02X", 32 + random.nextInt(95)));
            case 4 -> Edit.token(before + ".", "$1" + mark);
            default -> Edit.url(before + ".", "$1" + mark);
        };
    }
}
