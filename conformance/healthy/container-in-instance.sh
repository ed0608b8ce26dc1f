# title: in a container on an instance, whose metadata service answers two hops far
start() {
  metadata_options HttpTokens=required HttpPutResponseHopLimit=2
  export AWS_EC2_METADATA_SERVICE_ENDPOINT=$SALLYPORT_SANDBOX_CONTAINER_METADATA
  on_instance
}
clear() {
  unplug
  metadata_options
}
