package dev.sallyport.access.doctor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class CredentialsCheckTest {

    private static final String ME = "arn:aws:iam::123456789012:user/me";
    private static final String KEYS = "[default]\naws_access_key_id = AKIAME\naws_secret_access_key = hush\n";

    private final AskedAws aws = new AskedAws().knows("AKIAME", ME);
    private KeyHolder holder = new KeyHolder(Path.of("/"), aws);

    @BeforeEach
    void moveIn(@TempDir Path home) {
        holder = new KeyHolder(home, aws);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private KeyHolder variables(String id, String secret) {
        return holder.set("AWS_ACCESS_KEY_ID", id).set("AWS_SECRET_ACCESS_KEY", secret);
    }

    @Test
    void keysInOrderAreNoReasonToSayMoreThanWhoseTheyAre() {
        KeyHolder.Seen seen = holder.credentials(KEYS).look();

        assertThat(seen.observations()).extracting(Observation::level).containsOnly(Level.OK);
        assertThat(seen.observations()).extracting(Observation::evidence)
                .containsExactly("profile default in ~/.aws/credentials, key AKIAME", ME);
        assertThat(seen.facts().identity()).isPresent();
    }

    @Test
    void variablesThatWinOverANamedProfileAreWorthALook() {
        aws.knows("AKIAOTHER", "arn:aws:iam::123456789012:user/other");
        KeyHolder.Seen seen = variables("AKIAOTHER", "hush").credentials(KEYS).set("AWS_PROFILE", "default").look();

        assertThat(seen.first().code()).contains(CheckCode.D_ENV_WINS);
        assertThat(seen.first().level()).isEqualTo(Level.LOOK);
        assertThat(seen.first().evidence()).contains("AWS_PROFILE=default").contains("AKIAOTHER");
    }

    @Test
    void variablesBesideAProfileThatNobodyNamedAreInOrder() {
        assertThat(variables("AKIAME", "hush").credentials(KEYS).look().observations())
                .extracting(Observation::level).containsOnly(Level.OK);
    }

    @Test
    void aFileThatCannotBeParsedIsNamedWithItsLineAndMadeReadable() {
        KeyHolder.Seen seen = holder.credentials(KEYS + "nonsense\n").look();

        assertThat(seen.first().code()).contains(CheckCode.D_CONFIG_BROKEN);
        assertThat(seen.first().evidence()).contains("~/.aws/credentials:4");
        assertThat(seen.firstCure()).singleElement().asString().startsWith("sed -i.bak -e '4s/^/# /' /");
        assertThat(seen.first().cures().getFirst().fix()).hasValueSatisfying(
                fix -> assertThat(fix.after()).isEqualTo(KEYS + "# nonsense\n"));
    }

    @Test
    void aSectionThatStandsTwiceGetsAnotherName() {
        KeyHolder.Seen seen = holder.config("[profile a]\n[profile a]\n[profile a-2]\n").look();

        assertThat(seen.firstCure()).singleElement().asString().startsWith("sed -i.bak -e '2s/.*/[profile a-3]/' /");
    }

    @Test
    void aProfileThatIsNotThereIsHeldAgainstThoseThatAre() {
        KeyHolder.Seen seen = holder.credentials(KEYS.replace("default", "team-dev")).set("AWS_PROFILE", "team-deu")
                .look();

        assertThat(seen.first().code()).contains(CheckCode.D_NO_PROFILE);
        assertThat(seen.first().evidence()).contains("AWS_PROFILE").contains("Known: team-dev");
        assertThat(seen.firstCure()).containsExactly("export AWS_PROFILE=team-dev");
    }

    @Test
    void aProfileOfTheKubeconfigIsMendedThere() {
        KeyHolder.Seen seen = holder.credentials(KEYS.replace("default", "team-dev"))
                .plugin(Map.of("AWS_PROFILE", "team-deu"), Optional.empty(), Optional.empty()).look();

        assertThat(seen.firstCure())
                .containsExactly("kubectl config set-credentials demo-user --exec-env=AWS_PROFILE=team-dev");
    }

    @Test
    void withoutAnyCredentialsTheProfilesThatWorkAreProposed() {
        KeyHolder.Seen seen = holder.credentials(KEYS.replace("default", "work")).look();

        assertThat(seen.first().code()).contains(CheckCode.D_NONE);
        assertThat(seen.firstCure()).containsExactly("export AWS_PROFILE=work");
        assertThat(seen.first().cures().getFirst().what()).contains(ME);
    }

    @ParameterizedTest
    @CsvSource({"404, D_NO_INSTANCE_ROLE", "403, D_METADATA_OFF", "401, D_METADATA_V1", "500, D_NONE"})
    void theMetadataServicesAnswerSaysWhichFaultItIs(int status, CheckCode code) {
        aws.metadata(status);

        assertThat(holder.look().first().code()).contains(code);
    }

    @Test
    void halfAKeyInTheVariablesKeepsTheProfileFromSpeaking() {
        KeyHolder.Seen seen = holder.credentials(KEYS).set("AWS_ACCESS_KEY_ID", "AKIALEFT").look();

        assertThat(seen.first().code()).contains(CheckCode.D_HALF_KEY);
        assertThat(seen.firstCure()).containsExactly("unset AWS_ACCESS_KEY_ID");
    }

    @Test
    void variablesOfTheKubeconfigsEntryAreTakenOutOfIt() {
        KeyHolder.Seen seen = holder.credentials(KEYS)
                .plugin(Map.of("AWS_ACCESS_KEY_ID", "AKIALEFT"), Optional.empty(), Optional.empty()).look();

        assertThat(seen.firstCure())
                .containsExactly("kubectl config set-credentials demo-user --exec-env=AWS_ACCESS_KEY_ID-");
    }

    @Test
    void aSessionsKeyWithoutItsTokenIsSeenWithoutAsking() {
        KeyHolder.Seen seen = variables("ASIAHALF", "hush").credentials(KEYS).look();

        assertThat(seen.first().code()).contains(CheckCode.D_NO_SESSION_TOKEN);
        assertThat(seen.firstCure()).containsExactly("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void aUsersKeyBesideALeftoverTokenIsSeenWithoutAsking() {
        KeyHolder.Seen seen = variables("AKIAME", "hush").set("AWS_SESSION_TOKEN", "left over").look();

        assertThat(seen.first().code()).contains(CheckCode.D_LEFTOVER_TOKEN);
        assertThat(seen.firstCure()).containsExactly("unset AWS_SESSION_TOKEN");
    }

    @Test
    void aSessionThatSaysItIsOverIs() {
        KeyHolder.Seen seen = variables("ASIAOLD", "hush").set("AWS_SESSION_TOKEN", "old")
                .set("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z").credentials(KEYS).look();

        assertThat(seen.first().code()).contains(CheckCode.D_EXPIRED);
        assertThat(seen.firstCure())
                .containsExactly("unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"InvalidClientTokenId, I_UNKNOWN_KEY", "SignatureDoesNotMatch, I_SECRET", "ExpiredToken, D_EXPIRED",
        "AccessDenied, I_DENIED"})
    void stssCodeSaysWhichFaultItIs(String word, CheckCode code) {
        aws.refuses("AKIABAD", word);
        KeyHolder.Seen seen = variables("AKIABAD", "hush").look();

        assertThat(seen.first().code()).contains(code);
        assertThat(seen.first().evidence()).contains("AKIABAD").doesNotContain("hush");
    }

    @Test
    void filesThatAKubeconfigNamesAreNotRead(@TempDir Path folder) throws IOException {
        Path ran = folder.resolve("it-ran");
        Path theirs = Files.writeString(folder.resolve("config"),
                "[default]\ncredential_process = touch " + ran + "\n");

        KeyHolder.Seen seen = holder.plugin(Map.of("AWS_CONFIG_FILE", theirs.toString()), Optional.empty(),
                Optional.empty()).look();

        assertThat(seen.facts().settings()).isEmpty();
        assertThat(ran).doesNotExist();
    }

    @Test
    void cloud9sOwnKeysAreKnownByItsVariables() {
        aws.refuses("ASIACLOUD", "InvalidClientTokenId");
        KeyHolder.Seen seen = holder.set("C9_PID", "4711").credentials("""
                [default]
                aws_access_key_id = ASIACLOUD
                aws_secret_access_key = hush
                aws_session_token = hush
                """).look();

        assertThat(seen.first().code()).contains(CheckCode.D_CLOUD9);
    }

    @ParameterizedTest
    @CsvSource({"-20, 1200 s behind", "20, 1200 s ahead of"})
    void aWrongClockIsTakenForNoWrongSecret(int minutes, String words) {
        aws.refuses("AKIAME", "SignatureDoesNotMatch");
        KeyHolder.Seen seen = holder.credentials(KEYS).clockAhead(Duration.ofMinutes(minutes)).look();

        assertThat(seen.first().code()).contains(CheckCode.I_CLOCK);
        assertThat(seen.first().evidence().replaceAll("1199|1201", "1200")).contains(words);
    }

    @Test
    void anEndpointThatIsGoneIsNamedWithItsVariable() {
        KeyHolder.Seen seen = holder.credentials(KEYS).set("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1").look();

        assertThat(seen.first().code()).contains(CheckCode.D_ENDPOINT);
        assertThat(seen.first().level()).isEqualTo(Level.FAULT);
        assertThat(seen.firstCure()).containsExactly("unset AWS_ENDPOINT_URL_STS");
    }

    @Test
    void aMissingBundleIsOddWhereNobodyHasToBeAsked() {
        KeyHolder.Seen seen = holder.credentials(KEYS).set("AWS_CA_BUNDLE", "/nowhere.pem")
                .plugin(Map.of(), Optional.empty(), Optional.empty()).look();

        assertThat(seen.first().code()).contains(CheckCode.D_CA_BUNDLE);
        assertThat(seen.first().level()).isEqualTo(Level.LOOK);
        assertThat(seen.firstCure()).containsExactly("unset AWS_CA_BUNDLE");
    }

    @Test
    void aCredentialProcessThatMayNotBeRunMayBeAgain(@TempDir Path folder) {
        holder.file("keys", "#!/bin/sh\n")
                .config("[default]\ncredential_process = " + folder.resolve("missing") + "\n");

        assertThat(holder.look().first().code()).contains(CheckCode.D_PROCESS_FAILS);
    }

    @Test
    void whatACredentialProcessPrintsIsNotShown() {
        KeyHolder.Seen seen = holder.config("[default]\ncredential_process = /bin/echo hush\n").look();

        assertThat(seen.first().code()).contains(CheckCode.D_PROCESS_NONSENSE);
        assertThat(seen.first().toString()).doesNotContain("hush");
    }

    @Test
    void aSourceProfileThatIsNotThereIsHeldAgainstThoseWithKeys() {
        KeyHolder.Seen seen = holder.config("""
                [profile r]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = mee
                """).credentials(KEYS.replace("default", "me")).set("AWS_PROFILE", "r").look();

        assertThat(seen.first().code()).contains(CheckCode.D_SOURCE_PROFILE);
        assertThat(seen.firstCure()).containsExactly("aws configure set source_profile me --profile r");
    }

    @Test
    void nobodySignedInIsMendedBySigningIn() {
        KeyHolder.Seen seen = holder.config("""
                [profile sso]
                sso_account_id = 123456789012
                sso_role_name = Viewer
                sso_start_url = https://me.awsapps.com/start
                sso_region = ap-northeast-2
                """)
                .set("AWS_PROFILE", "sso").look();

        assertThat(seen.first().code()).contains(CheckCode.D_SSO_NEVER);
        assertThat(seen.firstCure()).containsExactly("aws sso login --profile sso");
    }

    @Test
    void aWebIdentityWithoutItsFileIsPutAsideWhereSomebodySpeaksWithoutIt() {
        KeyHolder.Seen seen = holder.credentials(KEYS).set("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token")
                .set("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r").look();

        assertThat(seen.first().code()).contains(CheckCode.D_WEB_TOKEN_FILE);
        assertThat(seen.firstCure()).containsExactly("unset AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN");
    }

    @Test
    void aContainersAgentThatIsGoneIsPutAsideWhereSomebodySpeaksWithoutIt() {
        holder.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/credentials");

        assertThat(holder.look().first().code()).contains(CheckCode.D_CONTAINER);
    }

    @Test
    void nobodyIsAskedInAwssPlaceBecauseAKubeconfigSaysSo(@TempDir Path folder) throws IOException {
        try (AskedAws theirs = new AskedAws().knows("AKIAME", ME)) {
            KeyHolder.Seen seen = holder.credentials(KEYS).plugin(Map.of("AWS_ENDPOINT_URL", theirs.url()),
                    Optional.empty(), Optional.empty()).look();

            assertThat(seen.facts().settings()).isEmpty();
            assertThat(seen.observations().getFirst().level()).isEqualTo(Level.UNSEEN);
        }
    }

    @Test
    void whatIsAgreedToIsLookedAt() {
        KeyHolder.Seen seen = holder.credentials(KEYS).agrees().plugin(Map.of("AWS_ENDPOINT_URL", aws.url()),
                Optional.empty(), Optional.empty()).look();

        assertThat(seen.facts().identity()).isPresent();
    }
}
