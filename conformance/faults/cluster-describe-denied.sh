# code: C-DESCRIBE-DENIED
# title: no kubeconfig yet, and aws eks update-kubeconfig is refused
# doctor: --cluster-name eks-cluster
# remedy: yes
# by: administrator
plant() {
  rm "$HOME/.kube/config"
  iam DeleteUserPolicy UserName="$USER_NAME" PolicyName=eks-DescribeCluster >/dev/null
}
proof() { aws eks update-kubeconfig --name "$CLUSTER" --region "$REGION"; }
