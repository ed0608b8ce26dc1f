# code: D-SOURCE-PROFILE
# title: the profile draws on one that does not exist
# remedy: yes
# by: self
start() {
  local role
  new_colleague_keys
  profile base
  keys base $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  allow "$USER_NAME" sts:AssumeRole "$role"
  profile viewer role_arn="$role" source_profile=base
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
plant() {
  sed -i 's/^source_profile = .*/source_profile = bass/' "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
