# code: D-NO-SESSION-TOKEN
# title: a temporary key was copied without its session token
# remedy: none the token stands where the key was copied from
plant() {
  local got
  got=$(aws sts get-session-token --query 'Credentials.[AccessKeyId,SecretAccessKey]' --output text | tr '\t' ' ')
  rm "$HOME/.aws/credentials"
  keys default $got
}
