package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

final class DoctorPageTest {

    @Test
    void everyCodeHasItsSectionInTheOrderOfTheWay() {
        assertThat(DoctorPage.packed().codes())
                .containsExactlyElementsOf(Arrays.stream(CheckCode.values()).map(CheckCode::code).toList());
    }

    @Test
    void noSectionIsEmpty() {
        assertThat(CheckCode.values()).allSatisfy(
                code -> assertThat(DoctorPage.packed().section(code)).as(code.code()).hasSizeGreaterThan(2));
    }

    @Test
    void aSectionEndsWhereTheNextBegins() {
        DoctorPage page = new DoctorPage("# t\n## M-PATH\n\nOne.\n\n## M-TYPO\n\nTwo.\n");

        assertThat(page.section(CheckCode.M_PATH)).containsExactly("M-PATH", "", "One.");
    }

    @Test
    void anExampleIsIndentedAndMarksAreGone() {
        DoctorPage page = new DoctorPage(
                "## M-PATH\n\nA `path` as [here](x.md#y), **so**.\n\n```text\n$ `date`\n```\n");

        assertThat(page.section(CheckCode.M_PATH)).containsExactly("M-PATH", "", "A path as here, so.", "",
                "    $ `date`");
    }
}
