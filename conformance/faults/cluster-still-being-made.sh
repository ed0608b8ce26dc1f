# code: C-NOT-ACTIVE
# title: the cluster is being made, and nothing answers for it yet
# stand-in: the API server
# remedy: elsewhere it waits for EKS, and in the sandbox nothing is ever made
plant() {
  own_cluster
  # As it was written for one of the same name that has been deleted.
  sed -i "s:cluster/$CLUSTER\$:cluster/$USER_NAME:; s:- $CLUSTER\$:- $USER_NAME:; s#server: .*#server: https://127.0.0.1:$(closed_port)#" "$HOME/.kube/config"
}
