package dev.sallyport.kubeconfig;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a kubeconfig, or of AWS's files, fit to be shown: what may be a secret in it is dots. */
public final class MaskedLine {

    /** A key that may be a secret's, wherever it stands: a line in braces has several. */
    private static final Pattern SECRET_KEY = Pattern
            .compile("(?i)(?:token|password|secret|key|data|auth|value)[^:=,{\\[]*[:=]");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/=_.~-]{24,}");
    /** Words that are as long as a secret and say nothing: versions of the plugin's protocol. */
    private static final Pattern KNOWN = Pattern.compile("client\\.authentication\\.k8s\\.io/v[0-9a-z]{1,12}");

    private MaskedLine() {}

    /** The line with one dot for each letter of what might be a secret, so that every column stays where it is. */
    public static String of(String line) {
        String visible = line.codePoints().collect(StringBuilder::new,
                (shown, c) -> shown.append(Character.isISOControl(c) ? " " : Character.toString(c)),
                StringBuilder::append).toString();
        Matcher key = SECRET_KEY.matcher(visible);
        if (key.find()) {
            return visible.substring(0, key.end()) + visible.substring(key.end()).replaceAll("\\S", "·");
        }
        return LONG_WORD.matcher(visible).replaceAll(word -> KNOWN.matcher(word.group()).matches()
                ? word.group()
                : "·".repeat(word.group().length()));
    }
}
