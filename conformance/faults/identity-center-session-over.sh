# code: D-SSO-OVER
# title: the sign-in to IAM Identity Center is over
# stand-in: aws sso login, where the AWS CLI is version 1
# remedy: yes
# by: self
start() {
  by_identity_center
  with_sso_login
}
plant() {
  jq '.expiresAt = "2026-01-01T00:00:00Z" | del(.refreshToken)' "$(sso_token_file)" >"$SCRATCH/token"
  cp "$SCRATCH/token" "$(sso_token_file)"
  rm -rf "$HOME/.aws/cli"
}
