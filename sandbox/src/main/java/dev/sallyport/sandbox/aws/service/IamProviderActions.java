package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IdentityProvider;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** IAM's actions on OpenID Connect providers. Thumbprints are not looked at. Source: IAM API Reference. */
final class IamProviderActions {

    private static final String ARN = "OpenIDConnectProviderArn";

    private final AwsWorld world;

    IamProviderActions(AwsWorld world) {
        this.world = world;
    }

    Map<String, Action> table() {
        return Map.of(
                "CreateOpenIDConnectProvider", Action.on("iam:CreateOpenIDConnectProvider",
                        call -> world.providers(call.account()).arn(call.parameters().required("Url")), this::create),
                "GetOpenIDConnectProvider", Action.on("iam:GetOpenIDConnectProvider", IamProviderActions::arn,
                        this::get),
                "ListOpenIDConnectProviders", Action.on("iam:ListOpenIDConnectProviders", call -> "*", this::list),
                "DeleteOpenIDConnectProvider", Action.quiet("iam:DeleteOpenIDConnectProvider", IamProviderActions::arn,
                        call -> world.providers(call.account()).delete(arn(call))));
    }

    private static String arn(Call call) {
        return call.parameters().required(ARN);
    }

    private Tree.Struct create(Call call) {
        return Tree.of(ARN, world.providers(call.account()).create(call.parameters().required("Url"),
                Set.copyOf(call.parameters().list("ClientIDList.member"))).arn());
    }

    private Tree.Struct get(Call call) {
        IdentityProvider provider = world.providers(call.account()).get(arn(call));
        return Tree.of("Url", provider.name()).andList("ClientIDList", provider.audiences(), Tree.Text::new)
                .andList("ThumbprintList", List.<String>of(), Tree.Text::new);
    }

    private Tree.Struct list(Call call) {
        return Tree.Struct.empty().andList(
                "OpenIDConnectProviderList", world.account(call.account()).identityProviders().values().stream()
                        .toList(),
                provider -> Tree.of("Arn", provider.arn()));
    }
}
