package dev.sallyport.access.report;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.findings.AccessFindings.Scene;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cluster.snapshot.ObjectKey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everybody who comes into one cluster at one moment, and all that they have there.
 *
 * @param source the cluster or the files, for people
 * @param readAt when these were read
 * @param unseen what could not be seen, and may change what stands here; a sentence each
 * @param notes what nobody looked at, whatever the cluster; a sentence each
 * @param entries everybody, in the order of the map, then the others by their names
 * @param findings all of them, the gravest first
 * @param places where objects stand that came from files, such as {@code rbac.yaml:12}; empty for a live cluster
 */
public record AccessReport(String source, Instant readAt, List<String> unseen, List<String> notes,
        List<ReportEntry> entries, List<AccessFinding> findings, Map<ObjectKey, String> places) {

    public AccessReport {
        unseen = List.copyOf(unseen);
        notes = List.copyOf(notes);
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
        places = Map.copyOf(places);
    }

    /**
     * Reports on a world.
     *
     * @param scene the same world, as its findings are looked for
     * @param readAt when the world was read
     */
    public static AccessReport of(AccessWorld world, Scene scene, Instant readAt) {
        return new Census(world, scene).report(readAt);
    }

    /** How many have a power of this kind, Kubernetes' own parts left out; who has several entries counts once. */
    public long count(Class<? extends Power> kind) {
        return count(entry -> !entry.isKubernetesOwn() && entry.powers().stream().anyMatch(kind::isInstance));
    }

    /** To how many the entries that fit belong; a role that a binding knows by two sessions is one. */
    public long count(Predicate<ReportEntry> fits) {
        return entries.stream().filter(fits).map(ReportEntry::somebody)
                .map(somebody -> somebody.kind() + " " + somebody.name()).distinct().count();
    }
}
