# title: the kubeconfig of sallyport kubeconfig update
start() {
  mapped_user default
  sallyport kubeconfig update --name "$CLUSTER"
}
