package dev.sallyport.access.whocan;

import dev.sallyport.rbac.AccessRequest;

import java.util.BitSet;
import java.util.List;

/**
 * Who may do which of some things.
 *
 * @param requests the columns
 */
public record Matrix(List<AccessRequest> requests, List<Row> rows) {
    public Matrix {
        requests = List.copyOf(requests);
        rows = List.copyOf(rows);
    }

    /**
     * One party.
     *
     * @param allowed the places of the requests that they may make by themselves
     */
    public record Row(Party party, BitSet allowed) {
        public Row {
            allowed = (BitSet) allowed.clone();
        }

        @Override
        public BitSet allowed() {
            return (BitSet) allowed.clone();
        }

        /** Whether they may make the request in this place. */
        public boolean may(int place) {
            return allowed.get(place);
        }
    }
}
