# code: D-ROLE-EXTERNAL-ID
# title: the role asks for an external id, and the profile has none
# alike: D-ROLE-DENIED
# remedy: none the id is told by the role's owner
start() {
  local role
  new_colleague_keys
  profile base
  keys base $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}" '{"StringEquals": {"sts:ExternalId": "shared-word"}}')
  allow "$USER_NAME" sts:AssumeRole "$role"
  profile viewer role_arn="$role" source_profile=base external_id=shared-word
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
plant() {
  sed -i /external_id/d "$HOME/.aws/config"
  rm -rf "$HOME/.aws/cli"
}
