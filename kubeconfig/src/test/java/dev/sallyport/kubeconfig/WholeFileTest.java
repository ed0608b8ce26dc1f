package dev.sallyport.kubeconfig;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of owner, group and mode where not everything may be given away; tests may run as root, which may. */
final class WholeFileTest {

    private static final Name OLD_OWNER = new Name("ana");
    private static final Name OLD_GROUP = new Name("team");

    @Test
    void whoMayNotGiveAFileAwayStillLeavesItToItsGroup() throws IOException {
        Fresh fresh = new Fresh(Set.of(OLD_GROUP));

        WholeFile.resemble(fresh, new Attributes(OLD_OWNER, OLD_GROUP, "rw-r-----"), all());

        assertThat(fresh.now).isEqualTo(new Attributes(Fresh.WRITER, OLD_GROUP, "rw-r-----"));
    }

    @Test
    void anotherGroupMayNoMoreThanEverybodyMight() throws IOException {
        Fresh fresh = new Fresh(Set.of());

        WholeFile.resemble(fresh, new Attributes(OLD_OWNER, OLD_GROUP, "rw-rw-r--"), all());

        assertThat(fresh.now).isEqualTo(new Attributes(Fresh.WRITER, Fresh.WRITERS, "rw-r--r--"));
    }

    private static Set<PosixFilePermission> all() {
        return EnumSet.allOf(PosixFilePermission.class);
    }

    private record Name(String getName) implements GroupPrincipal {}

    /** A file of somebody's who may give it to some and not to others. */
    private static final class Fresh implements PosixFileAttributeView {

        private static final Name WRITER = new Name("ben");
        private static final Name WRITERS = new Name("ben's");

        private final Set<Name> given;
        private Attributes now = new Attributes(WRITER, WRITERS, "rw-------");

        Fresh(Set<Name> given) {
            this.given = given;
        }

        @Override
        public String name() {
            return "posix";
        }

        @Override
        public UserPrincipal getOwner() {
            return now.owner();
        }

        @Override
        public PosixFileAttributes readAttributes() {
            return now;
        }

        @Override
        public void setOwner(UserPrincipal owner) throws IOException {
            now = new Attributes(allowed(owner), now.group(), now.mode());
        }

        @Override
        public void setGroup(GroupPrincipal group) throws IOException {
            now = new Attributes(now.owner(), allowed(group), now.mode());
        }

        private Name allowed(UserPrincipal name) throws IOException {
            return given.stream().filter(name::equals).findFirst()
                    .orElseThrow(() -> new FileSystemException("fresh", null, "Operation not permitted"));
        }

        @Override
        public void setPermissions(Set<PosixFilePermission> permissions) {
            now = new Attributes(now.owner(), now.group(), PosixFilePermissions.toString(permissions));
        }

        @Override
        public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
            throw new UnsupportedOperationException("times are left alone");
        }
    }

    private record Attributes(Name owner, Name group, String mode) implements PosixFileAttributes {

        @Override
        public Set<PosixFilePermission> permissions() {
            return PosixFilePermissions.fromString(mode);
        }

        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(0);
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime();
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime();
        }

        @Override
        public boolean isRegularFile() {
            return true;
        }

        @Override
        public boolean isDirectory() {
            return false;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public Object fileKey() {
            return this;
        }
    }
}
