# title: an exec entry of client.authentication.k8s.io/v1
start() {
  mapped_user default
  sallyport kubeconfig update --name "$CLUSTER"
  edit_kubeconfig '.users[].user.exec |= (.apiVersion = "client.authentication.k8s.io/v1" | .interactiveMode = "IfAvailable")'
}
