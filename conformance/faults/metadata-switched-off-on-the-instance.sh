# code: D-METADATA-OFF
# title: the instance's metadata service is switched off
# remedy: yes
# by: administrator
start() {
  local role
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  profile default
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { metadata_options HttpEndpoint=disabled; }
clear() {
  unplug
  metadata_options
}
