# title: the cluster's authority in a file beside the kubeconfig, not in it
start() {
  colleague
  cp "$AWS_CA_BUNDLE" "$HOME/.kube/eks-ca.pem"
  edit_kubeconfig '.clusters[].cluster |= (del(.["certificate-authority-data"]) | .["certificate-authority"] = "eks-ca.pem")'
}
