# title: an exec entry of client.authentication.k8s.io/v1
start() {
  new_colleague_keys
  profile default
  keys default $(cat "$SCRATCH/keys")
  map_user "$USER_ARN" "$USER_NAME" "$VIEWERS"
  sallyport kubeconfig update --name "$CLUSTER"
  as_admin kubectl config view --raw --kubeconfig "$HOME/.kube/config" -o json \
    | jq '.users[].user.exec |= (.apiVersion = "client.authentication.k8s.io/v1" | .interactiveMode = "IfAvailable")' >"$SCRATCH/config"
  cp "$SCRATCH/config" "$HOME/.kube/config"
}
