# title: a named profile, which the kubeconfig names
start() {
  new_colleague_keys
  profile work
  keys work $(cat "$SCRATCH/keys")
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile work
}
