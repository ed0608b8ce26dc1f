package dev.sallyport.access.doctor;

import java.time.Duration;

/**
 * A clock that AWS does not put up with. Source: IAM User Guide, "Troubleshoot SigV4 signing": five minutes for a signed
 * request.
 */
final class ClockFault {

    /** More than this, and AWS refuses. */
    static final Duration MOST = Duration.ofMinutes(5);

    private ClockFault() {}

    static Observation of(Duration ahead, String said) {
        return Observation.fault(CheckCode.I_CLOCK,
                "This machine's clock is " + words(ahead) + " AWS's; more than " + MOST.toSeconds()
                        + " s are refused.\n" + said,
                setRight());
    }

    /** Sets this machine's clock. */
    static Cure setRight() {
        return Cure.you("set the clock right, and keep it right",
                "sudo timedatectl set-ntp true || sudo chronyc makestep || sudo sntp -sS time.aws.com");
    }

    /** Such as {@code 312 s ahead of}. */
    static String words(Duration ahead) {
        return ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of");
    }
}
