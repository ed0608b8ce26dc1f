# title: another context is current, whose cluster is gone; the right one is named
# doctor: --context eks
start() {
  colleague
  kubectl config rename-context "$CLUSTER_ARN" eks
  kubectl config set-cluster gone --server=https://127.0.0.1:$(closed_port)
  kubectl config set-context gone --cluster=gone --user="$CLUSTER_ARN"
  kubectl config use-context gone
}
proof() { kubectl --context eks get configmaps; }
