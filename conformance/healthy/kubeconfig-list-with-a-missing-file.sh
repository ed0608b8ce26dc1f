# title: KUBECONFIG lists a second file that does not exist, which kubectl passes over
start() {
  colleague
  export KUBECONFIG=$HOME/.kube/config:$HOME/.kube/of-another-team
}
