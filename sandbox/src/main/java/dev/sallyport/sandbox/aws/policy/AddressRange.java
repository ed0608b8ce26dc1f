package dev.sallyport.sandbox.aws.policy;

import java.net.InetAddress;
import java.util.Optional;

/** A range of IP addresses in CIDR form, as {@code aws:SourceIp} is compared with. */
record AddressRange(InetAddress base, int bits) {

    /** Reads {@code 10.0.0.0/8} or a single address; empty for anything else. Never asks DNS. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress base = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int length = base.getAddress().length * 8;
            int bits = slash < 0 ? length : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > length ? Optional.empty() : Optional.of(new AddressRange(base, bits));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    boolean holds(String address) {
        byte[] left = base.getAddress();
        byte[] right;
        try {
            right = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
        if (left.length != right.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
