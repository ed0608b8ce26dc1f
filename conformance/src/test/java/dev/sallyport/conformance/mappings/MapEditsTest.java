package dev.sallyport.conformance.mappings;

import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.mapping.edit.GeneratedSection;
import dev.sallyport.mapping.edit.GeneratedSections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * What our editor writes, as the authenticator reads it: its reading of the edited text is its reading of the text
 * before, with the edit applied.
 */
@Tag("conformance")
class MapEditsTest {

    private static final int EDITS = 10_000;

    /** Of texts that can be edited, most must be: a refusal is no difference. */
    private static final int FEWEST_EDITED = 6_000;

    private static final RegressionCases<EditCase> KEPT = RegressionCases.of(Area.MAP_EDITS, EditCase.class);

    @Test
    void anEditedTextIsReadAsTheEditMeant() {
        Comparison<EditCase> comparison = Comparison.of(Area.MAP_EDITS, List.of());
        Optional<ParseMap> peer = ParseMap.start();
        if (peer.isEmpty()) {
            comparison.without("aws-iam-authenticator's ParseMap", PeerCommand.REMEDY).close();
            abort("aws-iam-authenticator's ParseMap is not built. " + PeerCommand.REMEDY);
        }
        int edited = 0;
        try (comparison; ParseMap theirs = peer.orElseThrow()) {
            comparison.with("ParseMap of aws-iam-authenticator " + theirs.version());
            KEPT.all().forEach(each -> compare(comparison, theirs, each));
            Chance chance = new Chance(Seed.ofThisRun().generator(Area.MAP_EDITS));
            WrittenMaps maps = new WrittenMaps(chance);
            for (int i = 0; i < EDITS; i++) {
                edited += compare(comparison, theirs, edit(chance, document(chance, maps))) ? 1 : 0;
            }
        }
        assertThat(edited).as("edits that were not refused").isGreaterThan(FEWEST_EDITED);
    }

    /** Half of the documents are the editor's own, styles of block in every variety; half are as people write. */
    private static MapDocument document(Chance chance, WrittenMaps maps) {
        if (chance.percent(50)) {
            return maps.document();
        }
        GeneratedSections sections = new GeneratedSections(chance.random().nextLong());
        GeneratedSection section = sections.section();
        return new MapDocument(Map.of(section.section().key(),
                chance.percent(20) ? sections.damaged(section.text()) : section.text()));
    }

    private static EditCase edit(Chance chance, MapDocument document) {
        String section = document.data().containsKey("mapRoles") ? "mapRoles" : "mapUsers";
        GeneratedSections names = new GeneratedSections(chance.random().nextLong());
        Reading reading = Reading.ours(document);
        List<Reading.Entry> entries = section.equals("mapRoles") ? reading.roles() : reading.users();
        boolean add = entries.isEmpty() || chance.percent(30);
        return new EditCase(document, section,
                add ? EditCase.Kind.ADD : chance.of(EditCase.Kind.REMOVE, EditCase.Kind.CHANGE),
                add ? "arn:aws:iam::999999999999:role/added" : chance.of(entries).arn(), names.name(), names.groups());
    }

    /** Whether the edit was made. */
    private static boolean compare(Comparison<EditCase> comparison, ParseMap theirs, EditCase each) {
        Optional<MapDocument> edited = each.edited();
        if (edited.isEmpty()) {
            return false;
        }
        Reading wanted = each.applied(theirs.read(each.document()));
        if (comparison.differ(each, wanted, theirs.read(edited.get()))) {
            EditCase smallest = Shrinking.smallest(each, larger -> SmallerMaps.of(larger.document()).map(larger::with),
                    smaller -> fails(comparison, theirs, smaller));
            KEPT.keep(smallest);
            comparison
                    .fault(new Fault(smallest.toString(), smallest.applied(theirs.read(smallest.document())).toString(),
                            theirs.read(smallest.edited().orElseThrow()).toString()));
        }
        return true;
    }

    private static boolean fails(Comparison<EditCase> comparison, ParseMap theirs, EditCase each) {
        return each.edited().filter(edited -> comparison.wouldBeFault(each,
                each.applied(theirs.read(each.document())), theirs.read(edited))).isPresent();
    }
}
