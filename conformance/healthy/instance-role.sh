# title: on an instance with a role, without keys of one's own
start() {
  local role
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  profile default
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
clear() { unplug; }
