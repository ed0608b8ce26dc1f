# code: C-NOT-FOUND
# title: no kubeconfig yet, and the cluster's name is mistyped
# doctor: --cluster-name eks-clutser
# remedy: yes
# by: self
plant() {
  allow "$USER_NAME" eks:ListClusters
  rm "$HOME/.kube/config"
}
