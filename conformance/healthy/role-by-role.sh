# title: a profile whose role is assumed by another role, with an external id
start() {
  local first second
  new_colleague_keys
  profile base
  keys base $(cat "$SCRATCH/keys")
  first=$(new_role "first-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  second=$(new_role "second-$USER_NAME" "{\"AWS\": \"$first\"}" '{"StringEquals": {"sts:ExternalId": "shared-word"}}')
  allow "$USER_NAME" sts:AssumeRole "$first"
  iam PutRolePolicy RoleName="first-$USER_NAME" PolicyName=assume PolicyDocument="$(policy sts:AssumeRole "$second")" >/dev/null
  profile first role_arn="$first" source_profile=base
  profile second role_arn="$second" source_profile=first external_id=shared-word
  map_role "$second" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile second
}
