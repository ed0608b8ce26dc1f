package dev.sallyport.cli.terminal;

/** How a command ends, for scripts. The numbers are an interface and never change. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** Refused, denied, or findings. */
    REFUSED(1),
    /** The command line was wrong; nothing was tried. */
    USAGE(2),
    /** A needed service could not be reached. */
    UNREACHABLE(3),
    /** It could not be done here: unreadable input, a full disk, a busy port. */
    IMPOSSIBLE(4),
    /** A fault of ours; EX_SOFTWARE of sysexits. */
    FAULT(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
