package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.ManifestLayout;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.List;

/** Judges whether a manifest is that of the one ConfigMap which the authenticator reads. */
final class ManifestJudge {

    private ManifestJudge() {}

    static void judge(AwsAuth map, List<LintFinding> found) {
        if (map.manifest().isPresent() && YamlText.read(map.manifest().get()) instanceof YamlText.Outcome.Tree tree
                && tree.root().isPresent() && tree.root().get() instanceof YamlNode.Mapping file) {
            ManifestLayout layout = ManifestLayout.of(file);
            if (layout.configMap()) {
                judge(map, layout, "name", AwsAuth.SOURCE, found);
                judge(map, layout, "namespace", "kube-system", found);
            }
        }
    }

    private static void judge(AwsAuth map, ManifestLayout layout, String key, String wanted,
            List<LintFinding> found) {
        layout.metadata(key).filter(written -> !written.value().equals(wanted)).ifPresent(written -> found
                .add(new LintFinding(new Finding(FindingCode.NAME.severity(), FindingCode.NAME.code(),
                        new RulePlace(map.source(), "", written.spot().line()), written.spot().column(),
                        "the " + key + " is " + Quoted.of(written.value()) + ", and a cluster reads no map there",
                        "Write " + key + ": " + wanted + "."), List.of())));
    }
}
