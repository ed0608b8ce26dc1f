package dev.sallyport.mapping;

/**
 * ARNs are compared without case, letter by letter as the reference does it: <code>İ</code> (U+0130) becomes <code>i</code>
 * and <code>Σ</code> always <code>σ</code>, where {@link String#toLowerCase} looks at the language's rules and makes two
 * letters of the one and <code>ς</code> of the other at a word's end. A map with such a letter, pasted from somewhere,
 * must let in here whom it lets in on EKS. Source: Go, {@code strings.ToLower}.
 */
public final class ArnCase {

    private ArnCase() {}

    /** The form in which two ARNs that differ in case alone are the same. */
    public static String folded(String arn) {
        StringBuilder folded = new StringBuilder(arn.length());
        for (int at = 0; at < arn.length();) {
            int letter = arn.codePointAt(at);
            folded.appendCodePoint(Character.toLowerCase(letter));
            at += Character.charCount(letter);
        }
        return folded.toString();
    }
}
