package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.PolicyDocument;

import java.time.Instant;

/**
 * A policy that can be attached to many. The sandbox keeps one version of it, {@code v1}.
 *
 * @param name unique in its account
 * @param path begins and ends with a slash
 * @param id {@code ANPA…}
 * @param arn with the path
 * @param created when
 * @param description as its maker wrote it; empty when there is none
 * @param document what it says
 */
public record ManagedPolicy(String name, String path, String id, String arn, Instant created, String description,
        PolicyDocument document) {}
