package dev.sallyport.access.report;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.List;

/**
 * Somebody, and what they have.
 *
 * @param names what bindings can call them by: their user name and their groups, but for {@code system:authenticated},
 *     whose rights stand in an entry of their own
 * @param grants what bindings give to these names, in the order of the bindings
 * @param powers the strong ones
 * @param findings those about themselves; what is found in a binding or a role is found there
 * @param remarks what else is worth knowing, a sentence each
 * @param isKubernetesOwn whether this is a part of Kubernetes, and has what it has by bindings that Kubernetes itself makes
 */
public record ReportEntry(Somebody somebody, List<Subject> names, List<Grant> grants, List<Power> powers,
        List<AccessFinding> findings, List<String> remarks, boolean isKubernetesOwn) {

    public ReportEntry {
        names = List.copyOf(names);
        grants = List.copyOf(grants);
        powers = List.copyOf(powers);
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }
}
