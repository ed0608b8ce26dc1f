# code: D-ROLE-DENIED
# title: the kubeconfig assumes a role that does not trust the person
# remedy: yes
# by: administrator
start() {
  role_by_argument
  allow "$USER_NAME" iam:GetRole
}
plant() { trust "viewer-$USER_NAME" "{\"AWS\": \"arn:aws:iam::$ACCOUNT:role/eks-cluster-role\"}"; }
