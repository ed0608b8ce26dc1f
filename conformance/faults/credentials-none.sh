# code: D-NONE
# title: the default profile has no keys, another one has
# remedy: yes
# by: self
start() {
  local pair
  new_colleague_keys
  pair=$(cat "$SCRATCH/keys")
  profile default
  profile work
  keys work ${pair% *} ${pair#* }
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  export AWS_PROFILE=work
  kubeconfig
}
plant() { unset AWS_PROFILE; }
