# title: a named profile, which the kubeconfig names
start() {
  mapped_user work
  kubeconfig --profile work
}
