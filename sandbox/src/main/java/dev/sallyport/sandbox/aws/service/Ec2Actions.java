package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.QueryDialect;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Ec2Instances;
import dev.sallyport.sandbox.aws.world.IamRole;
import dev.sallyport.sandbox.aws.world.Instance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** EC2: instances and the instance profiles on them. Source: EC2 API Reference. */
final class Ec2Actions {

    private static final int MOST = 1000; // EC2 API Reference, MaxResults
    private static final Ec2Filters<Instance> INSTANCES = new Ec2Filters<>(Map.ofEntries(
            entry("instance-id", one -> List.of(one.id())),
            entry("instance-state-name", one -> List.of(state(one))),
            entry("instance-type", one -> List.of(one.type())),
            entry("image-id", one -> List.of(one.imageId())),
            entry("private-dns-name", one -> List.of(one.privateDnsName())),
            entry("private-ip-address", one -> List.of(one.privateAddress())),
            entry("availability-zone", one -> List.of(one.zone())),
            entry("metadata-options.http-endpoint",
                    one -> List.of(one.metadata().enabled() ? "enabled" : "disabled")),
            entry("metadata-options.http-tokens",
                    one -> List.of(one.metadata().tokenRequired() ? "required" : "optional")),
            entry("metadata-options.http-put-response-hop-limit",
                    one -> List.of(Integer.toString(one.metadata().hopLimit()))),
            entry("tag-key", one -> List.copyOf(one.tags().asMap().keySet()))));
    private static final Ec2Filters<Instance> ASSOCIATIONS = new Ec2Filters<>(Map.of(
            "instance-id", one -> List.of(one.id()),
            "state", one -> List.of("associated")));

    private static Map.Entry<String, Function<Instance, List<String>>> entry(String name,
            Function<Instance, List<String>> values) {
        return Map.entry(name, values);
    }

    private final AwsWorld world;

    Ec2Actions(AwsWorld world) {
        this.world = world;
    }

    QueryService service() {
        Map<String, Action> table = new HashMap<>();
        table.put("DescribeInstances", Action.on("ec2:DescribeInstances", call -> "*", this::describe));
        table.put("RunInstances", Action.on("ec2:RunInstances", call -> arn(call, "*"), this::run));
        table.put("TerminateInstances", Action.free(this::terminate));
        table.put("AssociateIamInstanceProfile", Action.on("ec2:AssociateIamInstanceProfile",
                call -> arn(call, call.parameters().required("InstanceId")), this::associate));
        table.put("ReplaceIamInstanceProfileAssociation", Action.on("ec2:ReplaceIamInstanceProfileAssociation",
                call -> arn(call, instanceOf(call)), this::replace));
        table.put("DisassociateIamInstanceProfile", Action.on("ec2:DisassociateIamInstanceProfile",
                call -> arn(call, instanceOf(call)), this::disassociate));
        table.put("DescribeIamInstanceProfileAssociations", Action.on("ec2:DescribeIamInstanceProfileAssociations",
                call -> "*", this::associations));
        table.put("ModifyInstanceMetadataOptions", Action.on("ec2:ModifyInstanceMetadataOptions",
                call -> arn(call, call.parameters().required("InstanceId")), this::modifyMetadataOptions));
        table.replaceAll((name, action) -> dryRunnable(action));
        return new QueryService(QueryDialect.EC2, "2016-11-15", table);
    }

    /** Every action of EC2 can be asked whether it would be allowed, but for one that asks for itself. */
    private static Action dryRunnable(Action action) {
        return new Action(action.permission(), action.resource(), call -> {
            if (call.parameters().text("DryRun", "false").equalsIgnoreCase("true")) {
                throw new AwsFault(412, "DryRunOperation",
                        "Request would have succeeded, but DryRun flag is set.");
            }
            return action.act().apply(call);
        });
    }

    private Ec2Instances instances(Call call) {
        return world.instances(call.account(), call.region());
    }

    private String arn(Call call, String instanceId) {
        return "arn:" + world.partition().id() + ":ec2:" + call.region() + ":" + call.account() + ":instance/"
                + instanceId;
    }

    private String instanceOf(Call call) {
        String association = call.parameters().required("AssociationId");
        return instances(call).list().stream()
                .filter(one -> one.profile().filter(on -> on.id().equals(association)).isPresent())
                .map(Instance::id).findFirst().orElse("*");
    }

    private Tree.Struct describe(Call call) {
        List<String> ids = call.parameters().list("InstanceId");
        List<Instance> chosen = ids.isEmpty()
                ? instances(call).list()
                : ids.stream().map(instances(call)::get).toList();
        int size = call.parameters().number("MaxResults").orElse(MOST);
        Page<Instance> page = Page.of(INSTANCES.apply(chosen, call.parameters(), one -> one.tags().asMap()),
                call.parameters().find("NextToken"), Math.clamp(size, 5, MOST));
        return Tree.Struct.empty().andList("reservationSet", page.rows(), one -> reservation(call, one))
                .andIfPresent("nextToken", page.next());
    }

    private Tree.Struct run(Call call) {
        Parameters parameters = call.parameters();
        int count = parameters.number("MinCount").orElse(1);
        if (count < 1 || count > 50) {
            throw new AwsFault(400, "InvalidParameterValue", "The local EC2 runs 1 to 50 instances at a time.");
        }
        Optional<String> profile = profile(parameters);
        profile.ifPresent(name -> requirePassRole(call, name));
        List<Instance> started = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instance instance = instances(call).run(parameters.required("ImageId"),
                    parameters.text("InstanceType", "m1.small"), parameters.find("PrivateIpAddress"), tags(parameters));
            started.add(profile.map(name -> instances(call).associate(instance.id(), name)).orElse(instance));
        }
        return Tree.Struct.empty().and("reservationId", "r-" + started.getFirst().id().substring(2))
                .and("ownerId", call.account()).andList("instancesSet", started, one -> described(call, one));
    }

    private static Map<String, String> tags(Parameters parameters) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 1; i <= parameters.count("TagSpecification", "ResourceType"); i++) {
            if (parameters.text("TagSpecification." + i + ".ResourceType", "").equals("instance")) {
                tags.putAll(parameters.pairs("TagSpecification." + i + ".Tag"));
            }
        }
        return tags;
    }

    /** All or none: every instance must be there, and be allowed to be ended. */
    private Tree.Struct terminate(Call call) {
        List<Instance> chosen = call.parameters().list("InstanceId").stream().map(instances(call)::get).toList();
        if (chosen.isEmpty()) {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter InstanceId");
        }
        for (Instance one : chosen) {
            world.permissions().require(call.caller(), world.permissions().request(call.caller(),
                    "ec2:TerminateInstances", arn(call, one.id()), call.keys()));
        }
        List<Instance> ended = chosen.stream().map(one -> instances(call).terminate(one.id())).toList();
        return Tree.Struct.empty().andList("instancesSet", ended, one -> Tree.of("instanceId", one.id())
                .and("currentState", stateOf(one)).and("previousState", stateOf("running")));
    }

    private Tree.Struct associate(Call call) {
        String name = profile(call.parameters()).orElseThrow(() -> new AwsFault(400, "MissingParameter",
                "The request must contain the parameter IamInstanceProfile"));
        requirePassRole(call, name);
        Instance changed = instances(call).associate(call.parameters().required("InstanceId"), name);
        return Tree.Struct.empty().and("iamInstanceProfileAssociation", association(call, changed, "associating"));
    }

    private Tree.Struct replace(Call call) {
        String name = profile(call.parameters()).orElseThrow(() -> new AwsFault(400, "MissingParameter",
                "The request must contain the parameter IamInstanceProfile"));
        requirePassRole(call, name);
        Instance changed = instances(call).replaceAssociation(call.parameters().required("AssociationId"), name);
        return Tree.Struct.empty().and("iamInstanceProfileAssociation", association(call, changed, "associating"));
    }

    private Tree.Struct disassociate(Call call) {
        Instance before = instances(call).disassociate(call.parameters().required("AssociationId"));
        return Tree.Struct.empty().and("iamInstanceProfileAssociation", association(call, before, "disassociating"));
    }

    private Tree.Struct associations(Call call) {
        List<String> ids = call.parameters().list("AssociationId");
        List<Instance> chosen = instances(call).list().stream().filter(one -> one.profile()
                .filter(on -> ids.isEmpty() || ids.contains(on.id())).isPresent()).toList();
        return Tree.Struct.empty().andList("iamInstanceProfileAssociationSet",
                ASSOCIATIONS.apply(chosen, call.parameters(), one -> one.tags().asMap()),
                one -> association(call, one, "associated"));
    }

    private Tree.Struct modifyMetadataOptions(Call call) {
        Parameters parameters = call.parameters();
        Instance.MetadataOptions before = instances(call).get(parameters.required("InstanceId")).metadata();
        Instance changed = instances(call).setMetadataOptions(parameters.required("InstanceId"),
                new Instance.MetadataOptions(
                        parameters.find("HttpEndpoint").map("enabled"::equals).orElse(before.enabled()),
                        parameters.find("HttpTokens").map("required"::equals).orElse(before.tokenRequired()),
                        parameters.number("HttpPutResponseHopLimit").orElse(before.hopLimit())));
        return Tree.of("instanceId", changed.id()).and("instanceMetadataOptions", metadata(changed));
    }

    /** Who puts a role on an instance must be allowed to pass it. */
    private void requirePassRole(Call call, String profileName) {
        world.account(call.account()).instanceProfiles().find(profileName)
                .flatMap(profile -> profile.roleName()).flatMap(world.account(call.account()).roles()::find)
                .map(IamRole::arn).ifPresent(role -> world.permissions().require(call.caller(),
                        world.permissions().request(call.caller(), "iam:PassRole", role, call.keys())
                                .with("iam:PassedToService", "ec2.amazonaws.com")));
    }

    private static Optional<String> profile(Parameters parameters) {
        return parameters.find("IamInstanceProfile.Name").or(() -> parameters.find("IamInstanceProfile.Arn")
                .map(arn -> arn.substring(arn.lastIndexOf('/') + 1)));
    }

    private Tree.Struct reservation(Call call, Instance one) {
        return Tree.of("reservationId", "r-" + one.id().substring(2)).and("ownerId", call.account())
                .and("groupSet", new Tree.Items(List.of()))
                .andList("instancesSet", List.of(one), each -> described(call, each));
    }

    private Tree.Struct described(Call call, Instance one) {
        Tree.Struct described = Tree.of("instanceId", one.id()).and("imageId", one.imageId())
                .and("instanceState", stateOf(one)).and("privateDnsName", one.running() ? one.privateDnsName() : "")
                .and("dnsName", "").and("reason", "").and("amiLaunchIndex", 0).and("instanceType", one.type())
                .and("launchTime", one.launched())
                .and("placement", Tree.of("availabilityZone", one.zone()).and("tenancy", "default"))
                .and("privateIpAddress", one.privateAddress()).and("architecture", "x86_64")
                .and("metadataOptions", metadata(one))
                .and("tagSet", Tree.pairs(one.tags().asMap(), "key", "value"));
        Function<Instance.Association, Tree.Struct> profile = on -> profileOf(call, on);
        return one.profile().map(on -> described.and("iamInstanceProfile", profile.apply(on))).orElse(described);
    }

    private Tree.Struct association(Call call, Instance one, String state) {
        Instance.Association on = one.profile().orElseThrow();
        return Tree.of("associationId", on.id()).and("instanceId", one.id())
                .and("iamInstanceProfile", profileOf(call, on)).and("state", state).and("timestamp", on.since());
    }

    private Tree.Struct profileOf(Call call, Instance.Association on) {
        return world.account(call.account()).instanceProfiles().find(on.profileName())
                .map(profile -> Tree.of("arn", profile.arn()).and("id", profile.id()))
                .orElse(Tree.of("arn", IamArns.of(world, call.account(), "instance-profile/" + on.profileName())));
    }

    private static Tree.Struct metadata(Instance one) {
        return Tree.of("state", "applied").and("httpTokens", one.metadata().tokenRequired() ? "required" : "optional")
                .and("httpPutResponseHopLimit", one.metadata().hopLimit())
                .and("httpEndpoint", one.metadata().enabled() ? "enabled" : "disabled");
    }

    private static String state(Instance one) {
        return one.running() ? "running" : "terminated";
    }

    private static Tree.Struct stateOf(Instance one) {
        return stateOf(state(one));
    }

    private static Tree.Struct stateOf(String name) {
        return Tree.of("code", name.equals("running") ? "16" : "48").and("name", name);
    }
}
