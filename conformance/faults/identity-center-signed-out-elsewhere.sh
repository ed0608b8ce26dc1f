# code: D-SSO-OVER
# title: the token in the cache looks good, and the portal knows it no longer
# stand-in: aws sso login, where the AWS CLI is version 1
# remedy: yes
# by: self
start() {
  by_identity_center
  with_sso_login
}
plant() {
  curl -sS -X POST --noproxy '*' --cacert "$AWS_CA_BUNDLE" -H "x-amz-sso_bearer_token: $(jq -r .accessToken "$(sso_token_file)")" "$AWS_ENDPOINT_URL/logout"
  rm -rf "$HOME/.aws/cli"
}
