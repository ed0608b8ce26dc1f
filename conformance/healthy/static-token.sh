# title: a fresh token stands in the kubeconfig, and no plugin
start() {
  local token
  colleague
  token=$(aws eks get-token --cluster-name "$CLUSTER" --query status.token --output text)
  as_admin kubectl config view --raw --kubeconfig "$HOME/.kube/config" -o json \
    | jq --arg token "$token" '.users[].user = {token: $token}' >"$SCRATCH/config"
  cp "$SCRATCH/config" "$HOME/.kube/config"
}
