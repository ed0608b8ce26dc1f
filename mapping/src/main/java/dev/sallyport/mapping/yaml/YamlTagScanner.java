package dev.sallyport.mapping.yaml;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads anchors, aliases, tags and directives. Source: YAML 1.1, chapters 6 and 7, as gopkg.in/yaml.v2 reads them. */
final class YamlTagScanner {

    private static final String URI_CHARACTERS = ";/?:@&=+$,.!~*'()[]%";

    private final YamlInput input;

    YamlTagScanner(YamlInput input) {
        this.input = input;
    }

    private static boolean isWord(int c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (isWord(input.peek())) {
            input.copyTo(word);
        }
        return word.toString();
    }

    /** {@code &name} or {@code *name}. */
    YamlToken anchor() throws NotYaml {
        Spot start = input.spot();
        YamlToken.Kind kind = input.isAt('*') ? YamlToken.Kind.ALIAS : YamlToken.Kind.ANCHOR;
        input.skip();
        String name = word();
        if (name.isEmpty() || !(input.isGap(0) || "?:,]}%@`".indexOf(input.peek()) >= 0)) {
            throw new NotYaml(start, "found " + (kind == YamlToken.Kind.ALIAS ? "an alias (*)" : "an anchor (&)")
                    + " without a name of letters and digits; quote it if it is text");
        }
        return new YamlToken(kind, start, name, "", false, 0, input.spot());
    }

    /** {@code !tag}, {@code !!tag}, {@code !handle!tag} or {@code !<tag>}. */
    YamlToken tag() throws NotYaml {
        Spot start = input.spot();
        String handle;
        String suffix;
        if (input.peek(1) == '<') {
            input.skip(2);
            handle = "";
            suffix = uri(start);
            if (!input.isAt('>')) {
                throw new NotYaml(start, "found a tag !< without its >");
            }
            input.skip();
        } else {
            handle = handle();
            if (handle.length() > 1 && handle.endsWith("!")) {
                suffix = uri(start);
            } else {
                String rest = handle.substring(1);
                suffix = rest + (isUri() ? uri(start) : "");
                handle = suffix.isEmpty() ? "" : "!";
                suffix = suffix.isEmpty() ? "!" : suffix;
            }
        }
        if (!input.isGap(0)) {
            throw new NotYaml(start, "found a tag without a blank after it; quote it if it is text");
        }
        return new YamlToken(YamlToken.Kind.TAG, start, handle, suffix, false, 0, input.spot());
    }

    private String handle() {
        StringBuilder handle = new StringBuilder();
        input.copyTo(handle);
        handle.append(word());
        if (input.isAt('!')) {
            input.copyTo(handle);
        }
        return handle.toString();
    }

    private boolean isUri() {
        return isWord(input.peek()) || (input.peek() != YamlInput.END && URI_CHARACTERS.indexOf(input.peek()) >= 0);
    }

    private String uri(Spot start) throws NotYaml {
        if (!isUri()) {
            throw new NotYaml(start, "found a tag without a name");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (isUri()) {
            int c = input.peek();
            if (c == '%') {
                int high = Character.digit(input.peek(1), 16);
                int low = Character.digit(input.peek(2), 16);
                if (high < 0 || low < 0) {
                    throw new NotYaml(start, "found a percent sign without two hexadecimal digits in a tag");
                }
                bytes.write(high << 4 | low);
                input.skip(3);
            } else {
                bytes.write(c);
                input.skip();
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new NotYaml(start, "found a tag that is no UTF-8");
        }
    }

    /** {@code %YAML 1.1} or {@code %TAG !handle! prefix}. */
    YamlToken directive() throws NotYaml {
        Spot start = input.spot();
        input.skip();
        String name = word();
        if (!input.isGap(0)) {
            throw new NotYaml(start, "found a directive (%) without a name; quote it if it is text");
        }
        input.skipBlanks();
        YamlToken token = switch (name) {
            case "YAML" -> YamlToken.of(YamlToken.Kind.VERSION, start, version(start));
            case "TAG" -> tagDirective(start);
            default -> throw new NotYaml(start, "found an unknown directive; quote it if it is text");
        };
        input.skipBlanks();
        input.skipComment();
        if (!input.isEndOfLine(0)) {
            throw new NotYaml(start, "found text after a directive");
        }
        if (input.isBreak(0)) {
            input.takeBreak();
        }
        return token;
    }

    private String version(Spot start) throws NotYaml {
        int major = number(start);
        if (!input.isAt('.')) {
            throw new NotYaml(start, "found a YAML directive without a version");
        }
        input.skip();
        return major + "." + number(start);
    }

    private int number(Spot start) throws NotYaml {
        int value = 0;
        int length = 0;
        while (input.peek() >= '0' && input.peek() <= '9') {
            value = value * 10 + input.peek() - '0';
            length++;
            input.skip();
            if (length > 2) {
                break;
            }
        }
        if (length == 0 || length > 2) {
            throw new NotYaml(start, "found a YAML directive without a version");
        }
        return value;
    }

    private YamlToken tagDirective(Spot start) throws NotYaml {
        String handle = input.isAt('!') ? handle() : "";
        if (handle.isEmpty() || !handle.endsWith("!") || !input.isBlank(0)) {
            throw new NotYaml(start, "found a TAG directive without a handle");
        }
        input.skipBlanks();
        String prefix = uri(start);
        if (!input.isGap(0)) {
            throw new NotYaml(start, "found text after a directive");
        }
        return new YamlToken(YamlToken.Kind.TAG_DIRECTIVE, start, handle, prefix, false, 0, input.spot());
    }
}
