package dev.sallyport.kubeconfig;

/**
 * Refuses texts with a zero character, which YAML can write with a backslash: no system has it in a path, an argument
 * or a variable, so kubectl cannot use such a kubeconfig either.
 */
final class ZeroCharacters {

    private ZeroCharacters() {}

    /** Ends with the place of the first one. */
    static void refuse(YamlNode node) throws YamlDocument.NotYamlException {
        switch (node) {
            case YamlNode.Scalar scalar -> {
                if (scalar.value().indexOf('\0') >= 0) {
                    throw new YamlDocument.NotYamlException(scalar.start(), "a text with a zero character in it");
                }
            }
            case YamlNode.Sequence sequence -> {
                for (YamlNode item : sequence.items()) {
                    refuse(item);
                }
            }
            case YamlNode.Mapping mapping -> {
                for (YamlNode.Entry entry : mapping.entries()) {
                    refuse(entry.value());
                }
            }
            case YamlNode.Alias written -> {
                // what it stands for is looked at where it is written out
            }
        }
    }
}
