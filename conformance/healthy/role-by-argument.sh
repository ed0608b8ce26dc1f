# title: a user who assumes a role, which the kubeconfig names by --role-arn
start() {
  local role
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  role=$(new_role "viewer-$USER_NAME" "{\"AWS\": \"$USER_ARN\"}")
  allow "$USER_NAME" sts:AssumeRole "$role"
  map_role "$role" "$USER_NAME" "$VIEWERS"
  kubeconfig --role-arn "$role"
}
