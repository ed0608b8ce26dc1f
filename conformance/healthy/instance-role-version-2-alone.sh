# title: on an instance whose metadata service answers version 2 alone, one hop far
start() {
  local role
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  metadata_options HttpTokens=required HttpPutResponseHopLimit=1
  profile default
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
clear() {
  unplug
  metadata_options
}
