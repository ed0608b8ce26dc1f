package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every section within a file: it is edited there as it would be by itself, and the file stays. */
class ManifestEditLawsTest {

    @Property(tries = 1_000)
    void aSectionInAFileIsEditedAsByItself(@ForAll long seed) {
        hold(seed);
    }

    @Property(tries = 10_000)
    @Tag("long")
    void tenThousandSectionsInFilesAreEditedAsByThemselves(@ForAll long seed) {
        hold(seed);
    }

    private static String literal(String text, int indent, String end) {
        return text.lines().map(line -> line.isBlank() ? line : " ".repeat(indent) + line)
                .collect(Collectors.joining(end, "", end));
    }

    private static void hold(long seed) {
        Random random = new Random(seed);
        GeneratedSections generated = new GeneratedSections(seed);
        GeneratedSection section = generated.section();
        String end = section.lineEnd();
        String key = section.section().key();
        int indent = random.nextBoolean() ? 4 : 6;
        String chomping = List.of("", "-", "+").get(random.nextInt(3));
        boolean explicit = random.nextInt(4) == 0 || section.text().lines()
                .filter(line -> !line.isBlank()).findFirst().orElse("").startsWith(" ")
                || section.text().startsWith(" ");
        String head = String.join(end, "# ours", "apiVersion: v1", "kind: ConfigMap", "data:", "  # people",
                "  other: |+", "    x", "", "") + "  " + key + ": |" + (explicit ? indent - 2 : "") + chomping
                + "  # the map" + end;
        String tail = "  # behind" + end + "  last: 'y'" + end + "metadata: {name: aws-auth}" + end;
        String text = head + literal(section.text(), indent, end) + tail;
        AwsAuth map = AwsAuth.parseManifest("f", text);
        MappingEdit edit = edit(section, random, generated);

        EditOutcome outcome = MappingEditor.edit(map, edit);

        EditOutcome alone = MappingEditor.edit(AwsAuth.parse(map.data()), edit);
        assertThat(alone).isInstanceOf(EditOutcome.Edited.class);
        assertThat(outcome).as("%s%n%s", edit, text).isInstanceOf(EditOutcome.Edited.class);
        AwsAuth after = ((EditOutcome.Edited) outcome).after();
        String file = after.manifest().orElseThrow();
        assertThat(file).startsWith(head.substring(0, head.indexOf(": |", head.indexOf(key)))).endsWith(tail);
        assertThat(EditLawsTest.text(after, section.section()).stripTrailing())
                .isEqualTo(EditLawsTest.text(((EditOutcome.Edited) alone).after(), section.section()).stripTrailing());
    }

    private static MappingEdit edit(GeneratedSection section, Random random, GeneratedSections generated) {
        MapSection key = section.section();
        List<Integer> editable = section.editable();
        if (editable.isEmpty() || random.nextInt(3) == 0) {
            return new MappingEdit.AddPrincipal(key, generated.freshArn(key), generated.name(), generated.groups());
        }
        EntryName entry = EntryName.of(key,
                section.pieces().get(editable.get(random.nextInt(editable.size()))).arn());
        return random.nextBoolean()
                ? new MappingEdit.Remove(entry)
                : new MappingEdit.Change(entry, Optional.empty(), Optional.of(generated.name()),
                        Optional.of(generated.groups()));
    }
}
