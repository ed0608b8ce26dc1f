package dev.sallyport.access.doctor.bundle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes text anew with words that are known to be harmless, and with pseudonyms for all others.
 *
 * <p>A word passes when it stands in our own documentation, is a short number or version, a region, or a code of ours. So a
 * secret need not be recognized to stay out: it is no word of ours. Names that the person gave to something get a pseudonym
 * even where they are ordinary words. Within one bundle the same word always has the same pseudonym, and an ARN keeps its
 * form; upper and lower case make no difference.
 */
public final class Pseudonyms {

    /** A word: whatever stands between blanks and marks that no name and no secret is cut at. */
    private static final Pattern WORD = Pattern.compile("[^\\s\"'`()\\[\\]{}<>,;|]+");
    private static final Pattern ENDING = Pattern.compile("[.:!?…]+$");
    private static final Pattern NUMBER = Pattern.compile("v?[0-9]{1,4}(?:\\.[0-9]{1,4}){0,2}%?");
    private static final Pattern REGION = Pattern.compile(
            "[a-z]{2}(?:-gov|-isob?)?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-[0-9]");
    private static final Pattern ARN = Pattern
            .compile("(arn:(?:aws[a-z-]{0,12})):([a-z0-9-]{1,20}):([^:]*):([^:]*):(.*)");
    private static final Pattern CODE = Pattern.compile("[A-Z]-[A-Z0-9]+(?:-[A-Z0-9]+){0,3}");
    private static final Set<String> ARN_KINDS = Set.of("user", "role", "assumed-role", "cluster", "instance-profile",
            "federated-user", "root", "access-entry", "cluster-access-policy");
    private static final Set<String> ARN_SERVICES = Set.of("iam", "sts", "eks", "ec2");

    private final Set<String> vocabulary;
    private final Set<String> codes;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /**
     * Pseudonyms for one bundle.
     *
     * @param ours a text of ours whose words are harmless
     * @param codes our codes
     */
    public Pseudonyms(String ours, Set<String> codes) {
        this.vocabulary = new HashSet<>();
        this.codes = Set.copyOf(codes);
        Matcher matcher = WORD.matcher(ours);
        while (matcher.find()) {
            String word = ENDING.matcher(matcher.group()).replaceFirst("");
            // Examples hold ARNs, addresses and keys; somebody's real ones could look like them.
            if (word.matches("[A-Za-z][A-Za-z-]{0,24}")) {
                vocabulary.add(word.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Names that the person, or somebody else, gave to something: never let through. */
    public void hide(String name) {
        if (!name.isBlank()) {
            names.add(name.toLowerCase(Locale.ROOT));
            Matcher matcher = WORD.matcher(name);
            while (matcher.find()) {
                names.add(matcher.group().toLowerCase(Locale.ROOT));
            }
        }
    }

    /** A name of a kind, such as {@code context}, by its pseudonym. */
    public String of(String kind, String name) {
        return given.computeIfAbsent(name.toLowerCase(Locale.ROOT),
                _ -> kind + "-" + counts.merge(kind, 1, Integer::sum));
    }

    /** A text with pseudonyms for every word that is not known to be harmless. */
    public String text(String text) {
        Matcher matcher = WORD.matcher(text);
        StringBuilder written = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(written, Matcher.quoteReplacement(word(matcher.group())));
        }
        matcher.appendTail(written);
        return written.toString();
    }

    private String word(String word) {
        String core = ENDING.matcher(word).replaceFirst("");
        if (core.isEmpty()) {
            return word;
        }
        return replaced(core) + word.substring(core.length());
    }

    private String replaced(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (names.contains(lower)) {
            return of("name", word);
        }
        Optional<String> arn = arn(word);
        if (arn.isPresent()) {
            return arn.get();
        }
        if (vocabulary.contains(lower) || NUMBER.matcher(word).matches() || REGION.matcher(word).matches()
                || (CODE.matcher(word).matches() && codes.contains(word)) || isMark(word)) {
            return word;
        }
        if (word.matches("[0-9]{12}")) {
            return of("account", word);
        }
        if (lower.startsWith("https://") || lower.startsWith("http://")) {
            return of("address", word);
        }
        return of(word.contains("/") ? "path" : "word", word);
    }

    /** A word without a letter and a digit is a mark: an arrow, a dash. */
    private static boolean isMark(String word) {
        return word.codePoints().noneMatch(Character::isLetterOrDigit) && word.length() < 5;
    }

    private Optional<String> arn(String word) {
        Matcher matcher = ARN.matcher(word);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String resource = matcher.group(5);
        int slash = resource.indexOf('/');
        String kind = slash < 0 ? resource : resource.substring(0, slash);
        boolean known = ARN_KINDS.contains(kind);
        String rest = known && slash < 0 ? "" : of("name", known ? resource.substring(slash + 1) : resource);
        return Optional.of((matcher.group(1).matches("arn:aws(-cn|-us-gov)?") ? matcher.group(1) : "arn:aws-other")
                + ":"
                + (ARN_SERVICES.contains(matcher.group(2)) ? matcher.group(2) : of("word", matcher.group(2))) + ":"
                + (REGION.matcher(matcher.group(3)).matches() || matcher.group(3).isEmpty()
                        ? matcher.group(3)
                        : of("word", matcher.group(3)))
                + ":" + (matcher.group(4).isEmpty() ? "" : of("account", matcher.group(4))) + ":"
                + (known ? kind + (slash < 0 ? "" : "/" + rest) : rest));
    }
}
