package dev.sallyport.cli.tour;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One command of the story and what it must do. A pipeline is the commands that are joined by {@code |}.
 *
 * @param who in whose shell
 * @param pipeline one command or several, each as words
 * @param exitCode how the last one must end
 * @param wanted what its output must contain, each once at least
 * @param quiet whether its output is checked and not shown
 * @param patience for how long it may be tried again until it does what it must; zero means once
 */
record Act(Person who, List<List<String>> pipeline, int exitCode, List<Pattern> wanted, boolean quiet,
        Duration patience) {

    Act {
        pipeline = pipeline.stream().map(List::copyOf).toList();
        wanted = List.copyOf(wanted);
    }

    /** A command that must succeed. */
    static Act of(Person who, String... words) {
        return new Act(who, List.of(List.of(words)), 0, List.of(), false, Duration.ZERO);
    }

    /** A command whose output another one reads. */
    Act into(String... words) {
        return new Act(who,
                Stream.concat(pipeline.stream(), Stream.of(List.of(words)))
                        .toList(),
                exitCode, wanted, quiet, patience);
    }

    /** The same, which must end with this exit code. */
    Act exits(int code) {
        return new Act(who, pipeline, code, wanted, quiet, patience);
    }

    /** The same, whose output must match a regular expression somewhere. */
    Act shows(String pattern) {
        return new Act(who, pipeline, exitCode,
                Stream.concat(wanted.stream(), Stream.of(Pattern.compile(pattern)))
                        .toList(),
                quiet, patience);
    }

    /** The same, without showing its output. */
    Act quietly() {
        return new Act(who, pipeline, exitCode, wanted, true, patience);
    }

    /** The same, which may be tried again for a while: what was just written may be on its way. */
    Act within(Duration time) {
        return new Act(who, pipeline, exitCode, wanted, quiet, time);
    }
}
