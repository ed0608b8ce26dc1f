# title: the cluster's authority in a file beside the kubeconfig, not in it
start() {
  colleague
  cp "$AWS_CA_BUNDLE" "$HOME/.kube/eks-ca.pem"
  kubectl config set-cluster "$CLUSTER_ARN" --certificate-authority="$HOME/.kube/eks-ca.pem"
  kubectl config unset "clusters.$CLUSTER_ARN.certificate-authority-data" >/dev/null 2>&1 || true
  as_admin kubectl config view --raw --kubeconfig "$HOME/.kube/config" -o json \
    | jq '.clusters[].cluster |= (del(.["certificate-authority-data"]) | .["certificate-authority"] = "eks-ca.pem")' >"$SCRATCH/config"
  cp "$SCRATCH/config" "$HOME/.kube/config"
}
