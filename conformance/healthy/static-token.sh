# title: a fresh token stands in the kubeconfig, and no plugin
start() {
  colleague
  edit_kubeconfig --arg token "$(aws eks get-token --cluster-name "$CLUSTER" --query status.token --output text)" '.users[].user = {token: $token}'
}
