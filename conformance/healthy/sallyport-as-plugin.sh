# title: the kubeconfig of sallyport kubeconfig update
start() {
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  sallyport kubeconfig update --name "$CLUSTER"
}
