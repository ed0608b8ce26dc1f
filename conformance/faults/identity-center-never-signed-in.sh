# code: D-SSO-NEVER
# title: a profile of IAM Identity Center, and nobody has signed in on this machine
# stand-in: aws sso login, where the AWS CLI is version 1
# remedy: yes
# by: self
start() {
  by_identity_center
  with_sso_login
}
plant() { rm -rf "$HOME/.aws/sso" "$HOME/.aws/cli"; }
