# code: D-NO-PROFILE
# title: the kubeconfig's exec entry names a profile that was renamed since
# remedy: yes
# by: self
start() {
  local pair
  new_colleague_keys
  pair=$(cat "$SCRATCH/keys")
  profile team-dev
  keys team-dev ${pair% *} ${pair#* }
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile team-dev
}
plant() { sed -i 's/team-dev/team-development/' "$HOME/.aws/config" "$HOME/.aws/credentials"; }
