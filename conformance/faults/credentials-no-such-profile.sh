# code: D-NO-PROFILE
# title: AWS_PROFILE names a profile with a letter wrong
# remedy: yes
# by: self
start() {
  local pair
  new_colleague_keys
  pair=$(cat "$SCRATCH/keys")
  profile team-dev
  keys team-dev ${pair% *} ${pair#* }
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  export AWS_PROFILE=team-dev
  kubeconfig
}
plant() { export AWS_PROFILE=team-deu; }
