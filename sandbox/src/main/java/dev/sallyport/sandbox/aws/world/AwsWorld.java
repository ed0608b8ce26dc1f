package dev.sallyport.sandbox.aws.world;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.Partition;

import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The one owner of everything that exists in the local AWS. Readers get immutable values; every change replaces them
 * whole, one change after another. Safe for use by several threads.
 *
 * <p>What can be done with an account's parts is in the classes that {@link #users}, {@link #groups}, {@link #roles},
 * {@link #policies}, {@link #clusters} and {@link #instances} give.
 */
public final class AwsWorld {

    /**
     * What a change makes of an account, and what it tells whoever asked.
     *
     * @param account the account as it is from now on
     * @param result the answer
     */
    record Change<R>(Account account, R result) {}

    private final Partition partition;
    private final Clock clock;
    private final Identifiers ids;
    private final TemporaryKeys temporaryKeys;
    private final SignInPortal portal = new SignInPortal(this);
    private final SignIns signIns = new SignIns(this);
    private final Map<String, RSAPublicKey> issuers = new ConcurrentHashMap<>();
    private volatile Table<Account> accounts = Table.empty();
    private volatile Table<AccessKey> accessKeys = Table.empty();

    private AwsWorld(Partition partition, Clock clock, RandomGenerator random) {
        this.partition = partition;
        this.clock = clock;
        this.ids = new Identifiers(random);
        this.temporaryKeys = new TemporaryKeys(ids, clock);
    }

    /** An empty world of one partition. */
    public static AwsWorld create(Partition partition, Clock clock) {
        return new AwsWorld(partition, clock, new SecureRandom());
    }

    /** An empty world whose ids and keys come from a generator, so that a test sees the same ones again. */
    public static AwsWorld create(Partition partition, Clock clock, RandomGenerator random) {
        return new AwsWorld(partition, clock, random);
    }

    /** Adds an account without anything in it; one that exists already stays as it is. */
    public synchronized AwsWorld addAccount(String id) {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("\"" + id + "\" is no account id: it has twelve digits");
        }
        if (accounts.find(id).isEmpty()) {
            accounts = accounts.with(id, Account.empty(id));
        }
        return this;
    }

    /** The partition of every ARN in this world. */
    public Partition partition() {
        return partition;
    }

    /** The account as it is now. */
    public Account account(String id) {
        return accounts.find(id).orElseThrow(() -> AwsFault.validation("there is no account " + id));
    }

    /** The account as it is now; empty when the world does not hold it. */
    public Optional<Account> findAccount(String id) {
        return accounts.find(id);
    }

    /** Every account. */
    public Collection<Account> accounts() {
        return accounts.values();
    }

    /** A new key of an account's root, who may do everything in it. */
    public AwsCredentials createRootKey(String account) {
        account(account);
        return addKey(account, "").credentials();
    }

    /** Users and their keys. */
    public IamUsers users(String account) {
        return new IamUsers(this, account);
    }

    /** Groups and their members. */
    public IamGroups groups(String account) {
        return new IamGroups(this, account);
    }

    /** Roles and instance profiles. */
    public IamRoles roles(String account) {
        return new IamRoles(this, account);
    }

    /** Policies, managed and inline. */
    public IamPolicies policies(String account) {
        return new IamPolicies(this, account);
    }

    /** Clusters of a region. */
    public EksClusters clusters(String account, String region) {
        return new EksClusters(this, account, region);
    }

    /** Instances of a region. */
    public Ec2Instances instances(String account, String region) {
        return new Ec2Instances(this, account, region);
    }

    /** What somebody may do. */
    public Permissions permissions() {
        return new Permissions(this);
    }

    /** Sessions: what STS gives out. */
    public Sessions sessions() {
        return new Sessions(this);
    }

    /** The sign-in portal. */
    public SignInPortal portal() {
        return portal;
    }

    /** Signing in to it from a terminal. */
    public SignIns signIns() {
        return signIns;
    }

    /** Identity providers. */
    public IdentityProviders providers(String account) {
        return new IdentityProviders(this, account);
    }

    /** Says by which key an issuer signs its tokens, by RS256. */
    public void addIssuer(String issuer, RSAPublicKey key) {
        issuers.put(issuer, key);
    }

    /** The key of an issuer's tokens; empty for one whose keys are out of reach. */
    public Optional<RSAPublicKey> issuerKey(String issuer) {
        return Optional.ofNullable(issuers.get(issuer));
    }

    /** What an access key id leads to; empty when nobody knows it, or its owner is gone. */
    public Optional<SigningKey> signingKey(String accessKeyId) {
        Optional<SigningKey> temporary = temporaryKeys.find(accessKeyId).filter(key -> ownerExists(key.caller()));
        return temporary.or(() -> accessKeys.find(accessKeyId).flatMap(this::signingKey));
    }

    private Optional<SigningKey> signingKey(AccessKey key) {
        AwsCredentials credentials = AwsCredentials.longLived(key.id(), key.secret());
        if (key.userName().isEmpty()) {
            return Optional.of(new SigningKey(credentials, root(key.account()), key.active()));
        }
        return account(key.account()).users().find(key.userName())
                .map(user -> new SigningKey(credentials, caller(key.account(), user), key.active()));
    }

    private boolean ownerExists(Caller caller) {
        Account account = account(caller.account());
        return switch (caller.kind()) {
            case ROOT -> true;
            case USER, FEDERATED_USER ->
                caller.uniqueId().equals(caller.account()) || account.users().find(caller.name())
                        .filter(user -> user.id().equals(caller.uniqueId())).isPresent();
            case ROLE_SESSION -> account.roles().find(caller.name())
                    .filter(role -> role.id().equals(caller.uniqueId())).isPresent();
        };
    }

    private Caller root(String account) {
        String arn = iamArn(account, "root");
        return new Caller(Caller.Kind.ROOT, account, arn, account, "", arn, account, Optional.empty(),
                Optional.empty());
    }

    static Caller caller(String account, IamUser user) {
        return new Caller(Caller.Kind.USER, account, user.arn(), user.id(), user.name(), user.arn(), user.id(),
                Optional.empty(), Optional.empty());
    }

    SigningKey issue(Duration duration, Function<Instant, Caller> caller) {
        return temporaryKeys.issue(duration, caller);
    }

    /** The only way in which an account changes. */
    synchronized <R> R change(String account, Function<Account, Change<R>> change) {
        Change<R> changed = change.apply(account(account));
        accounts = accounts.with(account, changed.account());
        return changed.result();
    }

    synchronized SigningKey addKey(String account, String userName) {
        AccessKey key = new AccessKey(ids.accessKey("AKIA"), ids.secret(), account, userName, true, clock.instant());
        accessKeys = accessKeys.with(key.id(), key);
        return signingKey(key).orElseThrow();
    }

    synchronized void replaceKey(AccessKey key) {
        accessKeys = accessKeys.with(key.id(), key);
    }

    synchronized void removeKey(String keyId) {
        accessKeys = accessKeys.without(keyId);
    }

    Optional<AccessKey> accessKey(String keyId) {
        return accessKeys.find(keyId);
    }

    List<AccessKey> keysOf(String account, String userName) {
        return accessKeys.values().stream()
                .filter(key -> key.account().equals(account) && key.userName().equals(userName)).toList();
    }

    /** Every unique id that is behind an ARN of a user or a role of this world. */
    Stream<String> uniqueIdsOf(String arn) {
        return accounts.values().stream().flatMap(account -> Stream.concat(
                account.users().values().stream().filter(user -> user.arn().equals(arn)).map(IamUser::id),
                account.roles().values().stream().filter(role -> role.arn().equals(arn)).map(IamRole::id)));
    }

    String iamArn(String account, String resource) {
        return "arn:" + partition.id() + ":iam::" + account + ":" + resource;
    }

    Instant now() {
        return clock.instant();
    }

    Identifiers ids() {
        return ids;
    }
}
