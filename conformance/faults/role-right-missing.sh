# code: D-ROLE-DENIED
# title: the role trusts the account, and the person's own right to assume it is gone
# remedy: yes
# by: administrator
start() { role_by_profile; }
plant() {
  trust "viewer-$USER_NAME" "{\"AWS\": \"arn:aws:iam::$ACCOUNT:root\"}"
  iam DeleteUserPolicy UserName="$USER_NAME" PolicyName=sts-AssumeRole >/dev/null
  rm -rf "$HOME/.aws/cli"
}
