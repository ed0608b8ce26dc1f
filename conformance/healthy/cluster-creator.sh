# title: whoever made the cluster, who stands in no ConfigMap
start() {
  profile default
  keys default $(as_admin bash -c 'printf "%s %s" "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY"')
  kubeconfig
}
