package dev.sallyport.conformance.mappings;

import dev.sallyport.conformance.compare.Area;
import dev.sallyport.conformance.compare.Comparison;
import dev.sallyport.conformance.compare.Fault;
import dev.sallyport.conformance.compare.RegressionCases;
import dev.sallyport.conformance.compare.Seed;
import dev.sallyport.conformance.compare.Shrinking;
import dev.sallyport.conformance.peers.PeerCommand;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assumptions.abort;

/** How a text of {@code aws-auth} is read: our reference reading beside the authenticator's exported function. */
@Tag("conformance")
class MapTextsTest {

    private static final int DOCUMENTS = 12_000;

    private static final RegressionCases<MapDocument> KEPT = RegressionCases.of(Area.MAP_TEXTS, MapDocument.class);

    @Test
    void everyTextIsReadAsTheAuthenticatorReadsIt() {
        Comparison<MapDocument> comparison = Comparison.of(Area.MAP_TEXTS, List.of());
        Optional<ParseMap> peer = ParseMap.start();
        if (peer.isEmpty()) {
            comparison.without("aws-iam-authenticator's ParseMap", PeerCommand.REMEDY).close();
            abort("aws-iam-authenticator's ParseMap is not built. " + PeerCommand.REMEDY);
        }
        try (comparison; ParseMap theirs = peer.orElseThrow()) {
            comparison.with("ParseMap of aws-iam-authenticator " + theirs.version());
            KEPT.all().forEach(document -> compare(comparison, theirs, document));
            WrittenMaps maps = new WrittenMaps(new Chance(Seed.ofThisRun().generator(Area.MAP_TEXTS)));
            for (int i = 0; i < DOCUMENTS; i++) {
                compare(comparison, theirs, maps.document());
            }
        }
    }

    private static void compare(Comparison<MapDocument> comparison, ParseMap theirs, MapDocument document) {
        Reading ours = Reading.ours(document);
        Reading reference = theirs.read(document);
        if (!comparison.differ(document, ours, reference)) {
            return;
        }
        if (!comparison.shrinksNext()) {
            comparison.fault(new Fault(document.toString(), ours.toString(), reference.toString()));
            return;
        }
        MapDocument smallest = Shrinking.smallest(document, SmallerMaps::of,
                smaller -> comparison.wouldBeFault(smaller, Reading.ours(smaller), theirs.read(smaller)));
        KEPT.keep(smallest);
        comparison.fault(new Fault(smallest.toString(), Reading.ours(smallest).toString(),
                theirs.read(smallest).toString()));
    }
}
