package dev.sallyport.identity;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests and signatures that AWS published as its Signature Version 4 test suite (2015), those that its common
 * runtime publishes for the query form, and the worked example of the IAM User Guide.
 */
class SigV4VectorsTest {

    private static final AwsCredentials KEYS = AwsCredentials.longLived("AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");
    private static final String LETTERS = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private static final String STS_TOKEN = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBu"
            + "FqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQ"
            + "DYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDryp"
            + "NC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    @ParameterizedTest(name = "{0}")
    @MethodSource("headerForm")
    void inTheHeader(String name, SignableRequest request, String signature) {
        SignableRequest signed = new SigV4Signer("us-east-1", "service").sign(request, KEYS, AT);

        assertThat(signed.header("Authorization").orElseThrow()).endsWith(", Signature=" + signature)
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ");
    }

    static List<Arguments> headerForm() {
        return List.of(
                vector("get-header-key-duplicate", get("/", "", "value2", "value2", "value1"),
                        "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"),
                vector("get-header-value-order", get("/", "", "value4", "value1", "value3", "value2"),
                        "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01"),
                vector("get-header-value-trim", get("/", "", " value1").with("My-Header2", " \"a   b   c\""),
                        "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"),
                vector("get-unreserved", get("/" + LETTERS, ""),
                        "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"),
                vector("get-utf8", get("/\u1234", ""),
                        "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
                vector("get-vanilla", get("/", ""), VANILLA),
                vector("get-vanilla-empty-query-key", get("/", "Param1=value1"),
                        "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"),
                vector("get-vanilla-query-order-key", get("/", "Param1=value2&Param1=Value1"),
                        "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1"),
                vector("get-vanilla-query-order-key-case", get("/", "Param2=value2&Param1=value1"),
                        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
                vector("get-vanilla-query-order-value", get("/", "Param1=value2&Param1=value1"),
                        "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694"),
                vector("get-vanilla-query-order-encoded", get("/", "Param-3=Value3&Param=Value2&%E1%88%B4=Value1"),
                        "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"),
                vector("get-vanilla-query-unreserved", get("/", LETTERS + "=" + LETTERS),
                        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"),
                vector("get-vanilla-utf8-query", get("/", "\u1234=bar"),
                        "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
                vector("get-relative", get("/example/..", ""), VANILLA),
                vector("get-relative-relative", get("/example1/example2/../..", ""), VANILLA),
                vector("get-slash", get("//", ""), VANILLA), vector("get-slash-dot-slash", get("/./", ""), VANILLA),
                vector("get-slash-pointless-dot", get("/./example", ""),
                        "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5"),
                vector("get-slashes", get("//example//", ""),
                        "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"),
                vector("get-space", get("/example space/", ""),
                        "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"),
                vector("post-vanilla", post(""), "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
                vector("post-header-key-sort", post("").with("My-Header1", "value1"),
                        "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"),
                vector("post-header-value-case", post("").with("My-Header1", "VALUE1"),
                        "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"),
                vector("post-vanilla-query", post("Param1=value1"),
                        "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"),
                vector("post-x-www-form-urlencoded",
                        post("").with("Content-Type", "application/x-www-form-urlencoded").withBody("Param1=value1"),
                        "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"),
                vector("post-x-www-form-urlencoded-parameters",
                        post("").with("Content-Type", "application/x-www-form-urlencoded; charset=utf8")
                                .withBody("Param1=value1"),
                        "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe"));
    }

    @Test
    void aSessionTokenIsSignedWithTheRest() {
        AwsCredentials temporary = AwsCredentials.temporary(KEYS.accessKeyId(), KEYS.secretAccessKey(), STS_TOKEN);

        SignableRequest signed = new SigV4Signer("us-east-1", "service").sign(post(""), temporary, AT);

        assertThat(signed.header("Authorization").orElseThrow())
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                        + "SignedHeaders=host;x-amz-date;x-amz-security-token, "
                        + "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead");
    }

    @Test
    void theExampleOfTheIamUserGuide() {
        SignableRequest request = SignableRequest
                .of("GET", "iam.amazonaws.com", "/", "Action=ListUsers&Version=2010-05-08")
                .with("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

        SignableRequest signed = new SigV4Signer("us-east-1", "iam").sign(request, KEYS, AT);

        assertThat(signed.header("Authorization").orElseThrow())
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                        + "SignedHeaders=content-type;host;x-amz-date, "
                        + "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queryForm")
    void inTheQuery(String name, SignableRequest request, Optional<String> sessionToken, String signature) {
        AwsCredentials keys = new AwsCredentials(KEYS.accessKeyId(), KEYS.secretAccessKey(), sessionToken,
                Optional.empty());

        SignableRequest signed = new SigV4Signer("us-east-1", "service").presign(request, keys, AT,
                Duration.ofHours(1));

        assertThat(signed.query()).endsWith("&X-Amz-Signature=" + signature)
                .contains("X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request");
    }

    static List<Arguments> queryForm() {
        return List.of(
                presigned("get-vanilla-query-order-key-case", get("/", "Param2=value2&Param1=value1"),
                        "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5"),
                presigned("get-vanilla-query-order-encoded", get("/", "Param-3=Value3&Param=Value2&%E1%88%B4=Value1"),
                        "c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787"),
                presigned("get-vanilla-utf8-query", get("/", "\u1234=bar"),
                        "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600"),
                presigned("get-header-value-trim", get("/", "", " value1").with("My-Header2", " \"a   b   c\""),
                        "e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4"),
                presigned("get-space-normalized", get("/example space/", ""),
                        "7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6"),
                Arguments.of("get-vanilla-with-session-token", get("/", ""),
                        Optional.of("6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"),
                        "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c"));
    }

    private static SignableRequest get(String path, String query, String... myHeader1) {
        SignableRequest bare = SignableRequest.of("GET", "example.amazonaws.com", path, query);
        return Arrays.stream(myHeader1).reduce(bare, (request, value) -> request.with("My-Header1", value),
                (one, other) -> other);
    }

    private static SignableRequest post(String query) {
        return SignableRequest.of("POST", "example.amazonaws.com", "/", query);
    }

    private static Arguments vector(String name, SignableRequest request, String signature) {
        return Arguments.of(name, request, signature);
    }

    private static Arguments presigned(String name, SignableRequest request, String signature) {
        return Arguments.of(name, request, Optional.empty(), signature);
    }
}
