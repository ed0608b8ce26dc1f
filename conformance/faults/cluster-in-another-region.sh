# code: C-REGION
# title: no kubeconfig yet, and the region in the variables is another cluster's
# doctor: --cluster-name eks-cluster
# remedy: yes
# by: self
plant() {
  rm "$HOME/.kube/config"
  export AWS_DEFAULT_REGION=eu-central-1
}
