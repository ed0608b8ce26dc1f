package dev.sallyport.cluster.audit;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Text whose lines have an end: what a line has beyond so many characters is dropped, so that no line fills the memory. */
final class LongLinesCut extends FilterReader {

    private final int longest;
    private int inLine;

    LongLinesCut(Reader text, int longest) {
        super(text);
        this.longest = longest;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int kept = 0;
        while (kept == 0) {
            int read = in.read(into, from, length);
            if (read <= 0) {
                return read;
            }
            for (int i = from; i < from + read; i++) {
                inLine = into[i] == '\n' ? 0 : Math.min(inLine, longest) + 1;
                if (inLine <= longest) {
                    into[from + kept++] = into[i];
                }
            }
        }
        return kept;
    }
}
