# code: D-ROLE-DENIED
# title: the role's trust policy no longer names the person, who may look at it
# remedy: yes
# by: administrator
start() { role_by_profile; }
plant() {
  trust "viewer-$USER_NAME" "{\"AWS\": \"arn:aws:iam::$ACCOUNT:role/eks-cluster-role\"}"
  rm -rf "$HOME/.aws/cli"
}
