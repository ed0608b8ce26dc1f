package dev.sallyport.mapping;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;

/** Whom STS might vouch for. */
final class Callers {

    static final String ACCOUNT = "123456789012";

    private Callers() {}

    static CallerIdentity user(String name) {
        return CallerIdentity.of(Arn.parse("arn:aws:iam::" + ACCOUNT + ":user/" + name), ACCOUNT, "AIDAEXAMPLE",
                "AKIAEXAMPLE");
    }

    static CallerIdentity session(String role, String session) {
        return CallerIdentity.of(Arn.parse("arn:aws:sts::" + ACCOUNT + ":assumed-role/" + role + "/" + session),
                ACCOUNT,
                "AROAEXAMPLE:" + session, "ASIAEXAMPLE");
    }
}
