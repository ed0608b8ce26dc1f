package dev.sallyport.webhook;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTest {

    @Test
    void aNameCannotForgeALineOrAField() {
        assertThat(Printable.of("a\nlevel=ERROR\u001b[31m\" user=\"root\u202e\u2028"))
                .isEqualTo("a\\u000alevel=ERROR\\u001b[31m\\\" user=\\\"root\\u202e\\u2028");
    }

    @Test
    void ordinaryNamesStayAsTheyAre() {
        assertThat(Printable.of("system:node:ip-10-0-0-1 äöü 🙂")).isEqualTo("system:node:ip-10-0-0-1 äöü 🙂");
    }

    @Test
    void aLongNameIsCut() {
        assertThat(Printable.of("x".repeat(5000))).hasSize(1025).endsWith("…");
    }

    @Property(tries = 500)
    void whateverComesInOneLineGoesOut(@ForAll @StringLength(max = 200) String text) {
        assertThat(Printable.of(text).chars()).noneMatch(Character::isISOControl);
        assertThat(Printable.of(text).lines().count()).isLessThanOrEqualTo(1);
    }
}
