# code: D-SSO-OVER
# title: the sign-in to IAM Identity Center is over
# stand-in: aws sso login, where the AWS CLI is version 1
# remedy: yes
# by: self
start() {
  local name=Viewer-$FAULTS_RUN role
  role=$(permission_set "$name")
  sso_profile viewer "$name"
  sso_login
  with_sso_login
  map_role "${role%%role/*}role/${role##*/}" "$USER_NAME" "$VIEWERS"
  kubeconfig --profile viewer
}
plant() {
  jq '.expiresAt = "2026-01-01T00:00:00Z" | del(.refreshToken)' "$(sso_token_file)" >"$SCRATCH/token"
  cp "$SCRATCH/token" "$(sso_token_file)"
  rm -rf "$HOME/.aws/cli"
}
