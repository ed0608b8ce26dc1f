# title: cluster and context in one file, the user in another
start() {
  colleague
  as_admin kubectl config view --raw --kubeconfig "$HOME/.kube/config" -o json >"$SCRATCH/all.json"
  jq 'del(.users)' "$SCRATCH/all.json" >"$HOME/.kube/clusters"
  jq '{apiVersion, kind, users}' "$SCRATCH/all.json" >"$HOME/.kube/users"
  rm "$HOME/.kube/config"
  export KUBECONFIG=$HOME/.kube/clusters:$HOME/.kube/users
}
