package dev.sallyport.access.console;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.MappingStep;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.rbac.AccessRequest;

import java.util.List;

/**
 * Whether somebody would see a cluster's Kubernetes objects in the console, piece by piece.
 *
 * @param verdict no where a piece is missing; not known where none is, and one could not be seen
 * @param mapping what the map makes of them
 * @param missing what RBAC does not let them read; all of it where the map does not let them in
 * @param unseen what they may read or not: roles or bindings could not be read that would say so
 * @param byServer whether the API server said what they may read, of which roles and bindings do not tell
 * @param limits what was not looked at, a sentence each
 */
public record ConsoleReport(Asker.Iam asker, ConsoleCluster cluster, Verdict verdict, ConsoleIam iam,
        MappingStep mapping, List<AccessRequest.Resource> missing, List<AccessRequest.Resource> unseen,
        boolean byServer, List<String> limits) {

    public ConsoleReport {
        missing = List.copyOf(missing);
        unseen = List.copyOf(unseen);
        limits = List.copyOf(limits);
    }

    /** Whether the map lets them in. */
    public boolean isLetIn() {
        return switch (mapping) {
            case MappingStep.ByRule _ -> true;
            case MappingStep.AsSeen _ -> true;
            case MappingStep.NoRule _,MappingStep.Unfillable _,MappingStep.Inferred _,MappingStep.NotKnown _,MappingStep.NotAsked _ ->
                false;
        };
    }
}
