package dev.sallyport.webhook.guard;

import java.util.List;

/**
 * Something that the guard has against an edit.
 *
 * @param code stable, such as {@code A-TAB} or {@code L-NODE-ROLE}
 * @param place where, such as {@code aws-auth mapRoles:7:16}
 * @param sentence what is wrong, or what would happen
 * @param excerpt the line and a caret below it; empty where no line is to blame
 * @param remedy what to do
 * @param treatment what comes of it
 */
record Objection(String code, String place, String sentence, List<String> excerpt, String remedy,
        Treatment treatment) {

    Objection {
        excerpt = List.copyOf(excerpt);
    }

    Objection as(Treatment other) {
        return new Objection(code, place, sentence, excerpt, remedy, other);
    }
}
