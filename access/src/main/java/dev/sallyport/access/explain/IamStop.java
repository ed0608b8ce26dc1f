package dev.sallyport.access.explain;

import dev.sallyport.access.world.IamWord;

import java.util.List;
import java.util.Optional;

/**
 * The passage stops at IAM: STS does not let somebody assume the role as which they would sign in.
 *
 * @param caller who asks STS for the role, as a policy would name them; empty where STS does not say
 * @param role the role's ARN
 * @param because what STS says, and what IAM shows of it; a line each
 * @param mends what would let them, the likeliest first
 */
public record IamStop(Optional<String> caller, String role, String because, List<Mend> mends) {

    public IamStop {
        mends = List.copyOf(mends);
    }

    /** This, where somebody else may see more of IAM: a role that it does not know, no command gives to anybody. */
    public IamStop knowing(IamWord iam) {
        return iam.gone().contains(role)
                ? new IamStop(caller, role, because.lines().findFirst().orElse("") + "\nIAM knows no such role.",
                        List.of())
                : this;
    }

    /**
     * What would let them assume it.
     *
     * @param what half a sentence, such as {@code let them assume the role}
     * @param commands shell lines that can be pasted as they are; none where only a person can act
     * @param grants whether somebody is given the role; else only files of whoever asks are changed
     */
    public record Mend(String what, List<String> commands, boolean grants) {
        public Mend {
            commands = List.copyOf(commands);
        }
    }
}
