# code: D-ROLE-DENIED
# alike: D-ROLE-EXTERNAL-ID D-ROLE-MFA D-ROLE-MISSING
# title: the role's trust policy no longer names the person, who may not look at it
# remedy: yes
# by: administrator
start() { role_by_profile; }
plant() {
  iam DeleteUserPolicy UserName="$USER_NAME" PolicyName=iam-GetRole >/dev/null
  trust "viewer-$USER_NAME" "{\"AWS\": \"arn:aws:iam::$ACCOUNT:role/eks-cluster-role\"}"
  rm -rf "$HOME/.aws/cli"
}
