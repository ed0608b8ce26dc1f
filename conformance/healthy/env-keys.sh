# title: keys and region in the environment alone
start() {
  new_colleague_keys
  export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_REGION=$REGION
  read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY <"$SCRATCH/keys"
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  kubeconfig
}
