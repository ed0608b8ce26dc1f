package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;
import dev.sallyport.sandbox.aws.world.PolicyHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** IAM and EC2 as the query protocol writes them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IamOverHttpTest {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}}""";

    private final AwsFixture fixture = new AwsFixture();
    private final RawHttp http = new RawHttp(fixture);

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Test
    void aUserIsMadeTaggedReadAndDeleted() {
        assertThat(iam("CreateUser", "UserName=a", "Path=/team/", "Tags.member.1.Key=team", "Tags.member.1.Value=x"))
                .contains("<CreateUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">",
                        "<Arn>arn:aws:iam::123456789012:user/team/a</Arn>", "<UserId>AIDA");
        assertThat(iam("TagUser", "UserName=a", "Tags.member.1.Key=team", "Tags.member.1.Value=y"))
                .matches("<TagUserResponse xmlns=\"[^\"]+\"><ResponseMetadata><RequestId>[0-9a-f-]+</RequestId>"
                        + "</ResponseMetadata></TagUserResponse>");
        assertThat(iam("GetUser", "UserName=a"))
                .contains("<Tags><member><Key>team</Key><Value>y</Value></member></Tags>");
        assertThat(iam("ListUserTags", "UserName=a")).contains("<Value>y</Value>", "<IsTruncated>false</IsTruncated>");
        iam("UntagUser", "UserName=a", "TagKeys.member.1=team");
        assertThat(iam("ListUserTags", "UserName=a")).doesNotContain("<member>");
        iam("DeleteUser", "UserName=a");
        assertThat(iam("GetUser", "UserName=a")).contains("<Code>NoSuchEntity</Code>",
                "The user with name a cannot be found.");
    }

    @Test
    void keysAreMadeListedTurnedOffAndDeleted() {
        iam("CreateUser", "UserName=k");
        String made = iam("CreateAccessKey", "UserName=k");
        String id = value(made, "AccessKeyId");
        AwsCredentials keys = AwsCredentials.longLived(id, value(made, "SecretAccessKey"));

        assertThat(iam("ListAccessKeys", "UserName=k")).contains("<Status>Active</Status>")
                .doesNotContain(keys.secretAccessKey());
        assertThat(send("iam", keys, "Action=ListAccessKeys").body()).as("IAM still asks policies")
                .contains("is not authorized to perform: iam:ListAccessKeys on resource:"
                        + " arn:aws:iam::123456789012:user/k because no identity-based policy allows the"
                        + " iam:ListAccessKeys action");
        iam("UpdateAccessKey", "UserName=k", "AccessKeyId=" + id, "Status=Inactive");
        assertThat(send("sts", keys, "Action=GetCallerIdentity").body()).contains("InvalidClientTokenId");
        assertThat(iam("UpdateAccessKey", "UserName=k", "AccessKeyId=" + id, "Status=Maybe"))
                .contains("ValidationError", "[Active, Inactive]");
        iam("DeleteAccessKey", "UserName=k", "AccessKeyId=" + id);
        assertThat(iam("DeleteAccessKey", "UserName=k", "AccessKeyId=" + id)).contains("NoSuchEntity");
    }

    @Test
    void aCallWithoutAUserNameIsAboutTheCaller() {
        assertThat(iam("GetUser")).contains("<UserName>creator</UserName>");
        AwsCredentials root = fixture.world.createRootKey(AwsFixture.ACCOUNT);
        assertThat(send("iam", root, "Action=GetUser").body()).contains("<Arn>arn:aws:iam::123456789012:root</Arn>");
    }

    @Test
    void groupsHaveMembers() {
        iam("CreateUser", "UserName=g1");
        iam("CreateGroup", "GroupName=devs");
        iam("AddUserToGroup", "GroupName=devs", "UserName=g1");

        assertThat(iam("GetGroup", "GroupName=devs")).contains("<GroupName>devs</GroupName>",
                "<UserName>g1</UserName>");
        assertThat(iam("ListGroupsForUser", "UserName=g1")).contains("<GroupId>AGPA");
        assertThat(iam("DeleteGroup", "GroupName=devs")).contains("DeleteConflict");
        iam("RemoveUserFromGroup", "GroupName=devs", "UserName=g1");
        iam("DeleteGroup", "GroupName=devs");
        assertThat(iam("ListGroups")).doesNotContain("devs");
    }

    @Test
    void rolesAndProfiles() {
        assertThat(iam("CreateRole", "RoleName=r", "AssumeRolePolicyDocument=" + TRUST, "MaxSessionDuration=7200"))
                .contains("<AssumeRolePolicyDocument>%7B%22Version%22");
        assertThat(iam("GetRole", "RoleName=r")).contains("<MaxSessionDuration>7200</MaxSessionDuration>");
        iam("UpdateRole", "RoleName=r", "Description=for tests");
        assertThat(iam("ListRoles")).contains("<Description>for tests</Description>",
                "<MaxSessionDuration>7200</MaxSessionDuration>");
        iam("CreateInstanceProfile", "InstanceProfileName=p");
        iam("AddRoleToInstanceProfile", "InstanceProfileName=p", "RoleName=r");
        assertThat(iam("GetInstanceProfile", "InstanceProfileName=p")).contains("<RoleName>r</RoleName>");
        assertThat(iam("ListInstanceProfilesForRole", "RoleName=r")).contains("<InstanceProfileName>p<");
        assertThat(iam("ListInstanceProfiles")).contains("<InstanceProfileId>AIPA");
        iam("RemoveRoleFromInstanceProfile", "InstanceProfileName=p", "RoleName=r");
        iam("DeleteInstanceProfile", "InstanceProfileName=p");
        iam("UpdateAssumeRolePolicy", "RoleName=r", "PolicyDocument=" + TRUST.replace("\"*\"", "\"123456789012\""));
        assertThat(fixture.world.account(AwsFixture.ACCOUNT).role("r").trust().text()).contains("123456789012");
        iam("DeleteRole", "RoleName=r");
        assertThat(iam("GetRole", "RoleName=r")).contains("The role with name r cannot be found.");
    }

    @Test
    void inlinePoliciesComeBackAsTheyWereWritten() {
        iam("CreateUser", "UserName=i");
        String policy = "{ \"Statement\": {\"Effect\":\"Allow\", \"Action\":\"eks:*\", \"Resource\":\"*\"} }";
        iam("PutUserPolicy", "UserName=i", "PolicyName=own", "PolicyDocument=" + policy);

        assertThat(iam("GetUserPolicy", "UserName=i", "PolicyName=own")).contains(
                URLEncoder.encode(policy, StandardCharsets.UTF_8).replace("+", "%20"));
        assertThat(iam("ListUserPolicies", "UserName=i")).contains("<PolicyNames><member>own</member></PolicyNames>");
        iam("DeleteUserPolicy", "UserName=i", "PolicyName=own");
        assertThat(iam("GetUserPolicy", "UserName=i", "PolicyName=own"))
                .contains("The user policy with name own cannot be found.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Action=CreateUser&UserName=creator                       | 409 | EntityAlreadyExists
            Action=CreateUser&UserName=CREATOR                       | 409 | EntityAlreadyExists
            Action=CreateUser                                        | 400 | ValidationError
            Action=CreateUser&UserName=a%20b                         | 400 | ValidationError
            Action=CreateUser&UserName=ok&Path=x                     | 400 | ValidationError
            Action=CreateRole&RoleName=x&AssumeRolePolicyDocument=x  | 400 | MalformedPolicyDocument
            Action=ListUsers&MaxItems=0                              | 400 | ValidationError
            Action=ListUsers&MaxItems=many                           | 400 | ValidationError
            Action=ListUsers&Marker=made-up                          | 400 | ValidationError
            Action=DeleteRole&RoleName=ghost                         | 404 | NoSuchEntity
            Action=AttachUserPolicy&UserName=creator&PolicyArn=arn:aws:iam::aws:policy/Ghost | 404 | NoSuchEntity
            UserName=x                                               | 400 | MissingAction
            Action=%ZZ                                               | 400 | MalformedQueryString
            """)
    void badInputIsRefusedWithTheCodeOfAws(String form, int status, String code) {
        RawHttp.Reply reply = send("iam", fixture.creator, form);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("<Code>" + code + "</Code>");
    }

    @Test
    void pagesFollowEachOtherByTheirMarkers() {
        for (int i = 0; i < 5; i++) {
            fixture.world.users(AwsFixture.ACCOUNT).create("page-" + i, "/pages/", Map.of());
        }
        String first = iam("ListUsers", "PathPrefix=/pages/", "MaxItems=3");
        String second = iam("ListUsers", "PathPrefix=/pages/", "MaxItems=3", "Marker=" + value(first, "Marker"));

        assertThat(first).contains("page-0", "page-2", "<IsTruncated>true</IsTruncated>").doesNotContain("page-3");
        assertThat(second).contains("page-3", "page-4", "<IsTruncated>false</IsTruncated>").doesNotContain("<Marker>");
    }

    @Test
    void instancesAreStartedFoundAndEnded() {
        String started = ec2("RunInstances", "ImageId=ami-1", "MinCount=2", "MaxCount=2", "InstanceType=m6i.large",
                "TagSpecification.1.ResourceType=instance", "TagSpecification.1.Tag.1.Key=Name",
                "TagSpecification.1.Tag.1.Value=worker");
        String id = value(started, "instanceId");

        assertThat(ec2("DescribeInstances", "Filter.1.Name=tag:Name", "Filter.1.Value.1=work*"))
                .contains(id, "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">");
        assertThat(ec2("DescribeInstances", "Filter.1.Name=tag:Name", "Filter.1.Value.1=other"))
                .contains("<reservationSet></reservationSet>");
        assertThat(ec2("DescribeInstances", "Filter.1.Name=colour", "Filter.1.Value.1=red"))
                .contains("<Code>InvalidParameterValue</Code>", "The filter 'colour' is invalid");
        assertThat(ec2("TerminateInstances", "InstanceId.1=" + id)).contains("<name>terminated</name>");
        assertThat(ec2("DescribeInstances", "InstanceId.1=i-00000000000000000"))
                .contains("<Code>InvalidInstanceID.NotFound</Code>");
        assertThat(ec2("DescribeInstances", "InstanceId.1=x")).contains("<Code>InvalidInstanceID.Malformed</Code>");
    }

    @Test
    void aProfileIsPutOnAnInstanceReplacedAndTakenOff() {
        fixture.world.roles(AwsFixture.ACCOUNT).createProfile("one");
        fixture.world.roles(AwsFixture.ACCOUNT).createProfile("two");
        String id = value(ec2("RunInstances", "ImageId=ami-1", "MinCount=1", "MaxCount=1"), "instanceId");

        String association = value(ec2("AssociateIamInstanceProfile", "InstanceId=" + id,
                "IamInstanceProfile.Name=one"), "associationId");
        assertThat(ec2("AssociateIamInstanceProfile", "InstanceId=" + id, "IamInstanceProfile.Name=two"))
                .contains("<Code>IncorrectState</Code>");
        String replaced = ec2("ReplaceIamInstanceProfileAssociation", "AssociationId=" + association,
                "IamInstanceProfile.Arn=arn:aws:iam::123456789012:instance-profile/two");
        assertThat(replaced).contains("instance-profile/two", "<state>associating</state>");
        String now = value(replaced, "associationId");
        assertThat(ec2("DescribeIamInstanceProfileAssociations", "AssociationId.1=" + now)).contains(id,
                "<state>associated<");
        assertThat(ec2("DisassociateIamInstanceProfile", "AssociationId=" + now)).contains("<state>disassociating<");
        assertThat(ec2("DisassociateIamInstanceProfile", "AssociationId=" + now))
                .contains("<Code>InvalidAssociationID.NotFound</Code>");
    }

    @Test
    void metadataOptionsAreSetAndADryRunChangesNothing() {
        String id = value(ec2("RunInstances", "ImageId=ami-1", "MinCount=1", "MaxCount=1"), "instanceId");

        assertThat(ec2("ModifyInstanceMetadataOptions", "InstanceId=" + id, "HttpTokens=required", "DryRun=true"))
                .contains("<Code>DryRunOperation</Code>");
        assertThat(ec2("DescribeInstances", "InstanceId.1=" + id)).contains("<httpTokens>optional</httpTokens>");
        assertThat(ec2("ModifyInstanceMetadataOptions", "InstanceId=" + id, "HttpTokens=required",
                "HttpPutResponseHopLimit=2")).contains("<httpTokens>required</httpTokens>",
                        "<httpPutResponseHopLimit>2</httpPutResponseHopLimit>");
        assertThat(ec2("ModifyInstanceMetadataOptions", "InstanceId=" + id, "HttpPutResponseHopLimit=65"))
                .contains("<Code>InvalidParameterValue</Code>");
    }

    @Test
    void whoPutsARoleOnAnInstanceMustBeAllowedToPassIt() {
        fixture.world.users(AwsFixture.ACCOUNT).create("runner");
        fixture.world.policies(AwsFixture.ACCOUNT).attach(PolicyHolder.USER, "runner",
                "arn:aws:iam::aws:policy/AmazonEC2FullAccess");
        AwsCredentials runner = fixture.world.users(AwsFixture.ACCOUNT).createKey("runner");
        fixture.world.roles(AwsFixture.ACCOUNT).create("passed", TRUST);
        fixture.world.roles(AwsFixture.ACCOUNT).createProfile("passing");
        fixture.world.roles(AwsFixture.ACCOUNT).addToProfile("passing", "passed");

        assertThat(send("ec2", runner, "Action=RunInstances&ImageId=ami-1&MinCount=1&MaxCount=1"
                + "&IamInstanceProfile.Name=passing").body()).contains("<Code>UnauthorizedOperation</Code>",
                        "iam:PassRole on resource: arn:aws:iam::123456789012:role/passed");
    }

    private String iam(String action, String... parameters) {
        return send("iam", fixture.creator, form(action, parameters)).body();
    }

    private String ec2(String action, String... parameters) {
        return send("ec2", fixture.creator, form(action, parameters)).body();
    }

    private static String form(String action, String... parameters) {
        StringBuilder form = new StringBuilder("Action=" + action);
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            form.append('&').append(parameter, 0, equals + 1)
                    .append(URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    private RawHttp.Reply send(String service, AwsCredentials keys, String form) {
        SignableRequest request = SignableRequest.of("POST", fixture.aws.endpoint().getRawAuthority(), "/", "")
                .withBody(form);
        return http.send(new SigV4Signer(AwsFixture.REGION, service).sign(request, keys, fixture.clock.instant()),
                form);
    }

    private static String value(String xml, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(xml);
        assertThat(matcher.find()).as(xml).isTrue();
        return matcher.group(1);
    }
}
