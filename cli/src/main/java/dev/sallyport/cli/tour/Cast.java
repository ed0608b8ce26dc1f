package dev.sallyport.cli.tour;

/**
 * Who appears in the story, and the few facts of this run that its commands need.
 *
 * @param creator made the cluster
 * @param colleague an IAM user whom nobody mapped yet
 * @param instance somebody logged in to an EC2 instance
 * @param instanceId that instance's id
 * @param nodeName a node of the cluster
 * @param metadata the metadata service's address, which on an instance is {@code http://169.254.169.254}
 */
record Cast(Person creator, Person colleague, Person instance, String instanceId, String nodeName, String metadata) {}
