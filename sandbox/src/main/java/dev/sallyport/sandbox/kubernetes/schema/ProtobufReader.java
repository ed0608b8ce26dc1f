package dev.sallyport.sandbox.kubernetes.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the fields of a Protocol Buffers message. Source of the format: "Protocol Buffers Encoding".
 *
 * <p>Runs past the end of damaged bytes with an {@link IndexOutOfBoundsException}, and meets an unknown wire type with an
 * {@link IllegalStateException}.
 */
final class ProtobufReader {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int field;
    private int wireType;

    ProtobufReader(byte[] bytes, int from, int end) {
        if (from > end || end > bytes.length) {
            throw new IndexOutOfBoundsException(end);
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Goes on to the next field; false at the end. */
    boolean next() {
        if (at >= end) {
            return false;
        }
        long key = varint();
        field = (int) (key >>> 3);
        wireType = (int) (key & 7);
        return true;
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** The field as a number, as it is on the wire. */
    long number() {
        return switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> fixed(8);
            case FIXED_32 -> fixed(4);
            default -> throw new IllegalStateException("wire type " + wireType + " is no number");
        };
    }

    byte[] bytes() {
        int length = length();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The field as a message of its own. */
    ProtobufReader message() {
        int length = length();
        at += length;
        return new ProtobufReader(bytes, at - length, at);
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> fixed(8);
            case LENGTH -> bytes();
            case FIXED_32 -> fixed(4);
            default -> throw new IllegalStateException("unknown wire type " + wireType);
        }
    }

    private int length() {
        if (wireType != LENGTH) {
            throw new IllegalStateException("wire type " + wireType + " has no length");
        }
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new IndexOutOfBoundsException("a field of " + length + " bytes runs past the end");
        }
        return (int) length;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = take();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("a number of more than ten bytes");
    }

    private long fixed(int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (take() & 0xffL) << (8 * i);
        }
        return value;
    }

    private byte take() {
        if (at >= end) {
            throw new IndexOutOfBoundsException(at);
        }
        return bytes[at++];
    }
}
