# code: D-NO-INSTANCE-ROLE
# title: on an instance to which no role is attached, without keys of one's own
# remedy: none which role it should be is for whoever runs the instance to say
start() {
  local role
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  profile default
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { unplug; }
clear() { unplug; }
