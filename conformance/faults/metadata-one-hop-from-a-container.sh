# code: D-METADATA-HOPS
# title: in a container on an instance whose metadata service answers one hop far
# remedy: yes
# by: administrator
start() {
  local role
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  metadata_options HttpTokens=required HttpPutResponseHopLimit=2
  export AWS_EC2_METADATA_SERVICE_ENDPOINT=$SALLYPORT_SANDBOX_CONTAINER_METADATA
  profile default
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { metadata_options HttpPutResponseHopLimit=1; }
clear() {
  unplug
  metadata_options
}
