package dev.sallyport.mapping;

/** Somewhere that rules come from: a ConfigMap, a file, custom resources. Read as often as one likes; never blocks. */
public interface MappingSource {

    /** The newest good rules. Safe to call from any thread. */
    RuleSet rules();

    /** What keeps this source from being trusted now, for readiness and health; ready when it has rules to give. */
    SourceHealth health();
}
