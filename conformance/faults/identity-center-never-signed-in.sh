# code: D-SSO-NEVER
# title: a profile of IAM Identity Center, and nobody has signed in on this machine
# stand-in: aws sso login, where the AWS CLI is version 1
# remedy: yes
# by: self
start() {
  local name=Viewer-$FAULTS_RUN-3 role
  role=$(permission_set "$name")
  sso_profile viewer "$name"
  sso_login
  with_sso_login
  map_role "${role%%role/*}role/${role##*/}" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
plant() { rm -rf "$HOME/.aws/sso" "$HOME/.aws/cli"; }
