# code: D-METADATA-HOPS
# title: in a container on an instance whose metadata service answers one hop far
# remedy: yes
# by: administrator
start() {
  local role node
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  # The nodes answer two hops far, as managed node groups make them: the remedy is for those that answer one hop far.
  for node in $(as_admin aws ec2 describe-instances --query 'Reservations[].Instances[].InstanceId' --output text); do
    query ec2 "$REGION" 2016-11-15 ModifyInstanceMetadataOptions InstanceId="$node" HttpPutResponseHopLimit=2 >/dev/null
  done
  metadata_options HttpTokens=required
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
