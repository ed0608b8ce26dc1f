package dev.sallyport.cluster.audit;

import java.util.List;

/**
 * How much of a log could be read.
 *
 * @param events how many audit events there were
 * @param damages what could not be read, the first thousand
 * @param damaged how many places could not be read in all
 */
public record AuditReading(long events, List<AuditDamage> damages, long damaged) {

    public AuditReading {
        damages = List.copyOf(damages);
    }
}
