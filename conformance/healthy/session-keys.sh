# title: temporary keys of a role in the credentials file, with their session token
start() {
  local role got
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  got=$(assume "$role")
  rm "$HOME/.aws/credentials"
  keys default $got
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
