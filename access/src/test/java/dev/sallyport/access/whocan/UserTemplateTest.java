package dev.sallyport.access.whocan;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class UserTemplateTest {

    private static final TreeSet<String> NAMES = new TreeSet<>(
            List.of("ana", "dev:ana", "dev:ana@example.com", "dev:x", "dev:", "ops:ana",
                    "system:node:ip-10-0-0-1.ec2.internal"));

    @Test
    void aSessionNameIsReadOffTheNamesThatItCouldGive() {
        assertThat(UserTemplate.of("dev:{{SessionName}}", "1").matches(NAMES))
                .containsExactly(Map.of("SessionName", "ana"));
    }

    @Test
    void onlyTheRawSessionNameKeepsAnAtSign() {
        assertThat(UserTemplate.of("dev:{{SessionNameRaw}}", "1").matches(NAMES))
                .containsExactly(Map.of("SessionNameRaw", "ana"), Map.of("SessionNameRaw", "ana@example.com"));
    }

    @Test
    void aNodeCouldBeAnyNodeThatABindingNames() {
        assertThat(UserTemplate.of("system:node:{{EC2PrivateDNSName}}", "1").matches(NAMES))
                .containsExactly(Map.of("EC2PrivateDNSName", "ip-10-0-0-1.ec2.internal"));
    }

    @Test
    void aTemplateThatStandsTwiceHasOneValue() {
        TreeSet<String> names = new TreeSet<>(List.of("ana-ana", "ana-bob"));

        assertThat(UserTemplate.of("{{SessionName}}-{{SessionName}}", "1").matches(names))
                .containsExactly(Map.of("SessionName", "ana"));
    }

    @Test
    void theAccountIsKnownFromTheRulesArn() {
        UserTemplate template = UserTemplate.of("in-{{AccountID}}", "123456789012");

        assertThat(template.isOpen()).isFalse();
        assertThat(template.filled(Map.of())).isEqualTo("in-123456789012");
    }

    @Test
    void aNameWithoutTemplatesIsThatNameAlone() {
        assertThat(UserTemplate.of("dev:ana", "1").matches(NAMES)).isEmpty();
    }
}
