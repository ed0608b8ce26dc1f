# code: D-METADATA-OFF
# title: AWS_EC2_METADATA_DISABLED keeps the role's keys from the shell
# remedy: yes
# by: self
start() {
  local role
  role=$(new_role "instance-$USER_NAME" '{"Service": "ec2.amazonaws.com"}')
  unplug
  instance_profile "instance-$USER_NAME"
  profile default
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
plant() { export AWS_EC2_METADATA_DISABLED=true; }
clear() { unplug; }
