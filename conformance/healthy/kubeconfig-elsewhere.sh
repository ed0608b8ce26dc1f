# title: a kubeconfig in a folder with a blank in its name
start() {
  colleague
  mkdir "$HOME/my clusters"
  mv "$HOME/.kube/config" "$HOME/my clusters/eks"
  export KUBECONFIG="$HOME/my clusters/eks"
}
