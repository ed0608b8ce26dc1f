# code: D-EXPIRED
# title: temporary keys in the credentials file are over
# remedy: none where they came from, the file does not say
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
plant() {
  iam TagRole RoleName="viewer-$USER_NAME" Tags.member.1.Key=sandbox:sessions-ended Tags.member.1.Value="$(date -u +%FT%TZ -d '+1 second')" >/dev/null
}
